import type { Latchkey } from '@latchkey/sdk';
import { html } from './html.ts';
import type { Contact, InboxData } from './inbox-data.ts';
import { type Page, pages } from './pages/frame.ts';
import type { Reply } from './reply.ts';
import type { Deliver } from './run-campaigns.ts';
import type { OpenView } from './shown-contact.ts';

export type Session = NonNullable<Awaited<ReturnType<Latchkey['sessionOf']>>>;

/** One request of somebody who is signed in. */
export interface Visit {
  readonly latchkey: Latchkey;
  readonly session: Session;
  readonly data: InboxData;
  readonly deliver: Deliver;
  readonly url: URL;
  /** The contact that the path names. */
  readonly id: string;
  readonly form: URLSearchParams;
}

/** Whether this person may do something that shows no contact. */
export const may = ({ latchkey, session }: Visit, permission: string): Promise<boolean> =>
  latchkey.can(session.userId, permission, { type: 'organization', id: session.organization.id });

/** What this person may see of contacts for this purpose; null when nothing. */
export async function viewOf(
  { latchkey, session }: Visit,
  permission: string,
): Promise<OpenView | null> {
  const contact = { type: 'contact', id: 'any' };
  const view = await latchkey.view(session.userId, permission, contact);
  return view.allowed ? view : null;
}

export async function openPages(visit: Visit): Promise<readonly Page[]> {
  const allowed = await Promise.all(pages.map(({ permission }) => may(visit, permission)));
  return pages.filter((_, index) => allowed[index]);
}

export const contactOf = ({ data, id }: Visit): Contact | undefined =>
  data.contacts.find((contact) => contact.id === id);

export const refused: Reply = {
  status: 403,
  page: html`<h1>Not part of your role</h1><p>An owner of your organization can change that.</p>`,
};

export const notFound: Reply = {
  status: 404,
  page: html`<h1>Nobody is here</h1><p>The contact is gone.</p>`,
};
