import { csv } from '../csv.ts';
import type { Message } from '../inbox-data.ts';
import { inboxPage } from '../pages/inbox-page.ts';
import type { Reply } from '../reply.ts';
import type { Route } from '../route.ts';
import { shownContact } from '../shown-contact.ts';
import { contactOf, may, notFound, refused, type Visit, viewOf } from '../visit.ts';

async function page(visit: Visit): Promise<Reply> {
  const { data, url } = visit;
  const view = await viewOf(visit, 'inbox.conversation.view');
  if (!view) return refused;
  const search = url.searchParams.get('search') ?? '';
  // Searched is what shows: else a hidden number could be found out digit by digit.
  const contacts = data.contacts
    .map((contact) => shownContact(view, contact))
    .filter(({ title, phone }) => `${title} ${phone}`.toLowerCase().includes(search.toLowerCase()));
  const chat = url.searchParams.get('chat');
  const open = contacts.find(({ id }) => id === chat) ?? contacts[0];
  const mayUse = await may(visit, 'inbox.template.use');
  return {
    status: 200,
    page: inboxPage({
      contacts,
      search,
      lastOf: (id) => data.chats.get(id)?.at(-1),
      open,
      messages: data.chats.get(open?.id ?? '') ?? [],
      maySend: await may(visit, 'inbox.message.send'),
      templates: mayUse ? data.templates : null,
    }),
  };
}

async function contact(visit: Visit): Promise<Reply> {
  const view = await viewOf(visit, 'inbox.conversation.view');
  if (!view) return { status: 403, data: { error: 'This is not part of your role.' } };
  const found = contactOf(visit);
  return found
    ? { status: 200, data: view.mask(found) }
    : { status: 404, data: { error: 'The contact is gone.' } };
}

async function contacts(visit: Visit): Promise<Reply> {
  const view = await viewOf(visit, 'inbox.conversation.view');
  if (!view) return { status: 403, data: { error: 'This is not part of your role.' } };
  return { status: 200, data: view.maskAll(visit.data.contacts) };
}

/** Conversing needs no number: the platform sends to the contact, and only the delivery knows where that is. */
async function sendText(visit: Visit, permission: string, text: string | null): Promise<Reply> {
  if (!(await may(visit, permission))) return refused;
  const to = contactOf(visit);
  if (!to || !text) return notFound;
  const message: Message = { from: 'team', by: visit.session.member.name, text };
  visit.data.chats.get(to.id)?.push(message);
  visit.deliver(to.phone, text);
  return { to: `/inbox?chat=${to.id}` };
}

async function transcript(visit: Visit): Promise<Reply> {
  const view = await viewOf(visit, 'inbox.conversation.view');
  if (!view) return refused;
  const found = contactOf(visit);
  if (!found) return notFound;
  const { title, phone } = shownContact(view, found);
  const rows = (visit.data.chats.get(found.id) ?? []).map(({ by, text }) => [by || title, text]);
  return { file: csv([['Chat with', title, phone], ['From', 'Text'], ...rows]), name: 'chat.csv' };
}

export const inboxRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/$/, handle: async () => ({ to: '/inbox' }) },
  { method: 'GET', path: /^\/inbox$/, handle: page },
  { method: 'GET', path: /^\/api\/contacts$/, handle: contacts },
  { method: 'GET', path: /^\/api\/contacts\/(\w+)$/, handle: contact },
  { method: 'GET', path: /^\/inbox\/(\w+)\/transcript\.csv$/, handle: transcript },
  {
    method: 'POST',
    path: /^\/inbox\/(\w+)\/messages$/,
    handle: (visit) => sendText(visit, 'inbox.message.send', visit.form.get('text')),
  },
  {
    method: 'POST',
    path: /^\/inbox\/(\w+)\/templates$/,
    handle: (visit) => {
      const template = visit.data.templates.find(({ name }) => name === visit.form.get('template'));
      return sendText(visit, 'inbox.template.use', template?.text ?? null);
    },
  },
];
