import { type Html, html } from '../html.ts';
import type { Message, Template } from '../inbox-data.ts';
import type { ShownContact } from '../shown-contact.ts';

interface InboxPage {
  readonly contacts: readonly ShownContact[];
  readonly search: string;
  readonly lastOf: (id: string) => Message | undefined;
  readonly open: ShownContact | undefined;
  readonly messages: readonly Message[];
  readonly maySend: boolean;
  /** Null when this person may not use any. */
  readonly templates: readonly Template[] | null;
}

/** The chats, the one that is open, and the card of who it is with. */
export const inboxPage = (page: InboxPage): Html => html`
<section class="list" aria-label="Chats"><h1>Inbox</h1>
<form action="/inbox"><input type="search" name="search" aria-label="Search chats" placeholder="Name or number" value="${page.search}"></form>
${page.contacts.map(
  (
    contact,
  ) => html`<a href="/inbox?chat=${contact.id}"${contact.id === page.open?.id ? html` aria-current="true"` : null}>
<b>${contact.title}</b><span class="dim">${contact.beside}</span><span>${page.lastOf(contact.id)?.text ?? ''}</span></a>`,
)}</section>
${page.open ? chat(page.open, page) : html`<section class="chat"><p style="padding: 20px" class="dim">No chat is open.</p></section>`}`;

const chat = (
  contact: ShownContact,
  { messages, maySend, templates }: InboxPage,
): Html => html`<section class="chat" aria-label="Chat">
<header><h2>${contact.title}</h2><span class="dim">${contact.beside}</span></header>
<ol>${messages.map(
  ({ from, by, text }) =>
    html`<li class="${from === 'customer' ? '' : 'ours'}">${text}<small>${by || contact.title}</small></li>`,
)}</ol>
<footer>${
  maySend
    ? html`<form class="line" method="post" action="/inbox/${contact.id}/messages"><input name="text" aria-label="Message" required maxlength="1000" placeholder="Write to ${contact.title}"><button>Send</button></form>`
    : html`<span class="dim">You can read this chat. Answering is not part of your role.</span>`
}${
  templates
    ? html`<form class="line" method="post" action="/inbox/${contact.id}/templates"><select name="template" aria-label="Template">${templates.map(
        ({ name }) => html`<option>${name}</option>`,
      )}</select><button class="quiet">Send template</button></form>`
    : null
}<form method="get" action="/inbox/${contact.id}/transcript.csv"><button class="quiet">Download chat</button></form></footer></section>
<aside class="card" aria-label="User card"><h2>${contact.title}</h2>
<dl><dt>Phone</dt><dd>${contact.phone}</dd>${
  contact.traits
    ? Object.entries(contact.traits).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)
    : null
}${contact.tags.length > 0 ? html`<dt>Tags</dt><dd>${contact.tags.join(', ')}</dd>` : null}</dl></aside>`;
