import type { View } from '@latchkey/sdk';
import type { Contact } from './inbox-data.ts';

export type OpenView = Extract<View, { allowed: true }>;

/** A contact as one person may see it: made of masked values and nothing else. */
export interface ShownContact {
  readonly id: string;
  /** The name; of somebody without one, the number as far as it shows. */
  readonly title: string;
  readonly phone: string;
  /** Beside the title; nothing where the title is the number already. */
  readonly beside: string;
  /** Null when this person sees no traits. */
  readonly traits: Readonly<Record<string, string>> | null;
  readonly tags: readonly string[];
}

/** What goes on a page is made from the masked copy, so that no line of a page can show more. */
export function shownContact(view: OpenView, contact: Contact): ShownContact {
  const { name, phone = '', traits, tags } = view.mask(contact);
  return {
    id: contact.id,
    title: name ?? phone,
    phone,
    beside: name === null || name === undefined ? '' : phone,
    traits: typeof traits === 'object' ? traits : null,
    tags: Array.isArray(tags) ? tags : [],
  };
}
