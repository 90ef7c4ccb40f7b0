import { type Html, html } from '../html.ts';
import type { InboxData } from '../inbox-data.ts';

export const templatesPage = ({ templates }: InboxData): Html => html`
<h1>Templates</h1><p class="dim">Written once, approved, and used in chats and campaigns.</p>
<form class="line" method="post" action="/templates"><input name="name" aria-label="Name" required placeholder="Name"><input name="text" aria-label="Text" required placeholder="Text"><button>Submit template</button></form>
<table><thead><tr><th scope="col">Name</th><th scope="col">Text</th></tr></thead>
<tbody>${templates.map(({ name, text }) => html`<tr><td>${name}</td><td>${text}</td></tr>`)}</tbody></table>`;

export const notificationsPage = ({ templates, campaigns }: InboxData): Html => html`
<h1>Notifications</h1><p class="dim">Campaigns to all users, once or ongoing.</p>
<form class="line" method="post" action="/notifications"><input name="name" aria-label="Name" required placeholder="Name"><select name="template" aria-label="Template">${templates.map(
  ({ name }) => html`<option>${name}</option>`,
)}</select><select name="kind" aria-label="Kind"><option value="one-time">Once</option><option value="ongoing">Ongoing</option></select><button>Start campaign</button></form>
<table><thead><tr><th scope="col">Campaign</th><th scope="col">Template</th><th scope="col">Kind</th><th scope="col">Sent</th></tr></thead>
<tbody>${campaigns.map(
  ({ name, template, kind, sent }) =>
    html`<tr><td>${name}</td><td>${template}</td><td>${kind}</td><td>${sent}</td></tr>`,
)}</tbody></table>`;

export const analyticsPage = ({ contacts, chats, campaigns }: InboxData): Html => html`
<h1>Analytics</h1>
<dl><dt>Users</dt><dd>${contacts.length}</dd><dt>Messages in chats</dt><dd>${[...chats.values()].flat().length}</dd>
<dt>Sent by campaigns</dt><dd>${campaigns.reduce((sum, { sent }) => sum + sent, 0)}</dd></dl>`;

/** Pages of which only the door matters here. */
export const plainPage = (title: string): Html =>
  html`<h1>${title}</h1><p class="dim">Here the platform keeps its ${title}. In this example the page is empty.</p>`;
