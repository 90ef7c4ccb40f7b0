import { type Html, html } from '../html.ts';
import type { ShownContact } from '../shown-contact.ts';

interface AllUsersPage {
  readonly contacts: readonly ShownContact[];
  readonly mayAdd: boolean;
  readonly mayTag: boolean;
  readonly mayExport: boolean;
}

/** Every end customer in one list, and what can be done with many of them. */
export const allUsersPage = ({ contacts, mayAdd, mayTag, mayExport }: AllUsersPage): Html => html`
<h1>All users</h1><p class="dim">${contacts.length} end customers.</p>
${mayExport ? html`<form action="/all-users/export.csv"><button>Export users</button></form>` : null}
${mayAdd ? html`<form class="line" method="post" action="/all-users" style="margin-top: 12px"><input name="name" aria-label="Name" placeholder="Name"><input name="phone" aria-label="Phone" required placeholder="+44 …"><button class="quiet">Add user</button></form>` : null}
${mayTag ? html`<form class="line" method="post" action="/all-users/tags" style="margin-top: 12px"><input name="tag" aria-label="Tag" required placeholder="Tag for all of them"><button class="quiet">Tag all users</button></form>` : null}
<table><thead><tr><th scope="col">Name</th><th scope="col">Phone</th><th scope="col">Traits</th><th scope="col">Tags</th></tr></thead>
<tbody>${contacts.map(
  ({ title, phone, traits, tags }) =>
    html`<tr><td>${title}</td><td>${phone}</td><td>${
      traits
        ? Object.entries(traits)
            .map((pair) => pair.join(': '))
            .join(', ')
        : 'Hidden'
    }</td><td>${tags.join(', ')}</td></tr>`,
)}</tbody></table>`;
