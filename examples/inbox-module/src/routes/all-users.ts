import { csv } from '../csv.ts';
import { allUsersPage } from '../pages/all-users-page.ts';
import type { Reply } from '../reply.ts';
import type { Route } from '../route.ts';
import { shownContact } from '../shown-contact.ts';
import { may, refused, type Visit, viewOf } from '../visit.ts';

async function page(visit: Visit): Promise<Reply> {
  const view = await viewOf(visit, 'users.contact.view');
  if (!view) return refused;
  return {
    status: 200,
    page: allUsersPage({
      contacts: visit.data.contacts.map((contact) => shownContact(view, contact)),
      mayAdd: await may(visit, 'users.contact.add'),
      mayTag: await may(visit, 'users.contact.tag'),
      mayExport: await may(visit, 'users.contact.export'),
    }),
  };
}

async function exportUsers(visit: Visit): Promise<Reply> {
  const view = await viewOf(visit, 'users.contact.export');
  if (!view) return refused;
  const { columns, rows } = view.maskTable(
    ['name', 'phone', 'traits', 'tags'],
    visit.data.contacts,
  );
  return { file: csv([columns, ...rows]), name: 'users.csv' };
}

async function addUser(visit: Visit): Promise<Reply> {
  if (!(await may(visit, 'users.contact.add'))) return refused;
  const { data, form } = visit;
  const id = `c${data.contacts.length + 1}`;
  data.contacts.push({
    id,
    name: form.get('name') || null,
    phone: form.get('phone') ?? '',
    traits: {},
    tags: [],
  });
  data.chats.set(id, []);
  return { to: '/all-users' };
}

async function tagUsers(visit: Visit): Promise<Reply> {
  if (!(await may(visit, 'users.contact.tag'))) return refused;
  const tag = visit.form.get('tag');
  if (tag) for (const { tags } of visit.data.contacts) tags.push(tag);
  return { to: '/all-users' };
}

export const allUsersRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/all-users$/, handle: page },
  { method: 'GET', path: /^\/all-users\/export\.csv$/, handle: exportUsers },
  { method: 'POST', path: /^\/all-users$/, handle: addUser },
  { method: 'POST', path: /^\/all-users\/tags$/, handle: tagUsers },
];
