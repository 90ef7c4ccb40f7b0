import { type InboxData, inboxModule, inventedData, routes } from '@latchkey/example-inbox-module';
import { createLatchkey, type Latchkey } from '@latchkey/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../src/ids.ts';
import { addMember } from './add-member.ts';
import { createTestOrganization, type TestOrganization } from './create-test-organization.ts';
import { listen } from './listen.ts';
import { signInAs, type TestClient } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

const canaries = ['+91 70314 15926', '+44 7700 271828', '+971 50 161 8033', '+880 1414 213562'];
const secretTrait = 'canary-trait';

let server: TestServer;
let organization: TestOrganization;
let owner: TestClient;
let latchkey: Latchkey;

function canaryData(): InboxData {
  const data = inventedData();
  const contacts = data.contacts.map((contact, index) => ({
    ...contact,
    phone: canaries[index] ?? '',
    traits: { secret: secretTrait },
  }));
  return { ...data, contacts };
}

/** The module with end customers whose numbers can be told, and everything that leaves it. */
async function startModule(asked: Latchkey = latchkey) {
  const delivered: string[] = [];
  const logged: string[] = [];
  const data = canaryData();
  const module = inboxModule(asked, {
    data,
    deliver: (phone) => delivered.push(phone),
    log: (line) => logged.push(line),
  });
  const url = await listen(module.server);
  return {
    ...module,
    url,
    data,
    delivered,
    logged,
    as: (token: string) => async (method: string, path: string, form?: Record<string, string>) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { cookie: `latchkey_session=${token}` },
        ...(form && { body: new URLSearchParams(form) }),
      });
      return { status: answer.status, text: await answer.text() };
    },
    [Symbol.dispose]: () => {
      module.server.closeAllConnections();
      module.server.close();
    },
  };
}

const sets = async (): Promise<{ id: string; name: string; etag: string }[]> =>
  (await owner.request('GET', '/v1/permission-sets')).body.data;

/** Changes a role as the page of access permissions does. */
async function change(role: string, update: object) {
  const set = (await sets()).find(({ name }) => name === role);
  const { status } = await owner.request('PATCH', `/v1/permission-sets/${set?.id}`, update, {
    'if-match': set?.etag ?? '',
  });
  expect(status).toBe(200);
}

async function memberWith(role: string): Promise<TestMember & { token: string }> {
  const set = (await sets()).find(({ name }) => name === role);
  const member = await addMember(server.services, organization.organizationId, {
    // The server has just named the set.
    grants: [
      {
        grantId: newId('grt'),
        setId: set?.id as `pst_${string}`,
        scope: organization.organizationId,
      },
    ],
  });
  const { token } = await signInAs(server, organization.organizationId, member);
  return { ...member, token };
}

beforeAll(async () => {
  server = await startTestServer();
  organization = await createTestOrganization(server.services, { modelKey: 'conversations' });
  owner = await signInAs(server, organization.organizationId, organization.owner);
  const { body: key } = await owner.request('POST', '/v1/keys', { name: 'Inbox' });
  latchkey = createLatchkey({ decisions: 'remote', url: server.url, apiKey: key.secret });

  const { body: model } = await owner.request('GET', '/v1/model');
  const all = Object.entries<{ permissions: object }>(model.modules)
    .filter(([module]) => module !== 'access')
    .flatMap(([, { permissions }]) => Object.keys(permissions));
  const create = (name: string, permissions: readonly string[], restrictions: readonly string[]) =>
    owner.request('POST', '/v1/permission-sets', { name, permissions, restrictions });
  await create('Everything, masked', all, ['hide-contact-number']);
  await create('Everything, all hidden', all, ['hide-contact-number', 'hide-trait-data']);
  await create('No traits', all, ['hide-trait-data']);
  await change('Teammate', { restrictions: ['hide-contact-number'] });
});
afterAll(() => server[Symbol.asyncDispose]());

/** One request for each endpoint of the module, the ones that change things included. */
const drive: readonly (readonly [string, string, Record<string, string>?])[] = [
  ['GET', '/'],
  ['GET', '/inbox'],
  ...['c1', 'c2', 'c3', 'c4'].map((id) => ['GET', `/inbox?chat=${id}`] as const),
  ['GET', '/inbox?search=%2B'],
  ['GET', '/api/contacts'],
  ...['c1', 'c2', 'c3', 'c4', 'c99'].map((id) => ['GET', `/api/contacts/${id}`] as const),
  ['GET', '/inbox/c1/transcript.csv'],
  ['GET', '/inbox/c3/transcript.csv'],
  ['POST', '/inbox/c3/messages', { text: 'Yes, from 9 to 18.' }],
  ['POST', '/inbox/c99/messages', { text: 'Hello?' }],
  ['POST', '/inbox/c3/templates', { template: 'Opening hours' }],
  ['GET', '/all-users'],
  ['GET', '/all-users/export.csv'],
  ['POST', '/all-users', { name: 'New', phone: '+44 20 7946 0000' }],
  ['POST', '/all-users/tags', { tag: 'regular' }],
  ['GET', '/templates'],
  ['POST', '/templates', { name: 'Sale', text: 'It begins.' }],
  ['GET', '/notifications'],
  ['POST', '/notifications', { name: 'Sale', template: 'Sale', kind: 'ongoing' }],
  ['GET', '/analytics'],
  ['GET', '/billing'],
  ['GET', '/api-key'],
  ['GET', '/whatsapp'],
  ['GET', '/nowhere'],
];

/** A number gives itself away by what follows its country code, however it is written. */
const national = canaries.map((canary) =>
  canary.replace(/^\S+ /, '').replaceAll(' ', '').slice(-8),
);
const showsNumber = (text: string) => {
  const digits = text.replaceAll(/[^\d]/g, '');
  return national.some((number) => digits.includes(number));
};

type Module = Awaited<ReturnType<typeof startModule>>;

async function everythingFor(module: Module, token: string) {
  const ask = module.as(token);
  module.tick();
  const answers: { name: string; text: string }[] = [];
  for (const [method, path, form] of drive) {
    const { text } = await ask(method, path, form);
    answers.push({ name: `${method} ${path}`, text });
  }
  return answers;
}

/** What Latchkey itself tells this person: each list and page of its API, and its mails. */
async function latchkeyFor(token: string) {
  const document = await (await fetch(`${server.url}/openapi.json`)).json();
  // The document is the server's own.
  const { paths } = document as { paths: Record<string, { get?: unknown }> };
  const plain = Object.entries(paths).flatMap(([path, { get }]) =>
    get && !path.includes('{') ? [path] : [],
  );
  expect(plain.length).toBeGreaterThan(5);
  return Promise.all(
    plain.map(async (path) => {
      const answer = await fetch(`${server.url}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return { name: path, text: await answer.text() };
    }),
  );
}

describe('the full number', () => {
  test('is looked for at every endpoint of the module', () => {
    const missed = routes.filter(
      ({ method, path }) =>
        !drive.some(([asked, at]) => asked === method && path.test(at.replace(/\?.*/, ''))),
    );
    expect(missed.map(({ method, path }) => `${method} ${path.source}`)).toEqual([]);
  });

  test.each(['Teammate', 'Everything, masked', 'Everything, all hidden'])(
    'occurs in nothing that a masked person with the role %s can reach',
    async (role) => {
      using module = await startModule();
      const { token } = await memberWith(role);
      const answers = [
        ...(await everythingFor(module, token)),
        ...(await latchkeyFor(token)),
        { name: 'log', text: module.logged.join('\n') },
      ];
      expect(answers.filter(({ text }) => showsNumber(text)).map(({ name }) => name)).toEqual([]);
      // The country code still tells where somebody writes from.
      expect(answers.find(({ name }) => name === 'GET /api/contacts')?.text).toContain('+91 ••••');
    },
  );

  test('cannot be found out by searching for it', async () => {
    using module = await startModule();
    const ask = module.as((await memberWith('Teammate')).token);
    for (const search of ['70314', '1415926', '+91 7']) {
      const { text } = await ask('GET', `/inbox?search=${encodeURIComponent(search)}`);
      expect(text).toContain('No chat is open.');
    }
    expect((await ask('GET', '/inbox?search=devika')).text).toContain('Devika Pillai');
  });

  test('would be found if it were shown: to whom nothing is hidden, and without the mask', async () => {
    using module = await startModule();
    const { token } = await memberWith('Admin');
    const leaks = (await everythingFor(module, token)).filter(({ text }) => showsNumber(text));
    expect(leaks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'GET /inbox',
        'GET /api/contacts',
        'GET /api/contacts/c2',
        'GET /inbox/c1/transcript.csv',
        'GET /all-users',
        'GET /all-users/export.csv',
      ]),
    );

    const unmasking: Latchkey = {
      ...latchkey,
      view: async (...question) => {
        const view = await latchkey.view(...question);
        return view.allowed
          ? { ...view, mask: (item) => item, maskAll: (items) => [...items] }
          : view;
      },
    };
    using broken = await startModule(unmasking);
    const masked = await memberWith('Teammate');
    const found = (await everythingFor(broken, masked.token)).filter(({ text }) =>
      showsNumber(text),
    );
    expect(found.length).toBeGreaterThan(8);
  });
});

test('traits show for nobody whose role hides them, and no module goes with them', async () => {
  using module = await startModule();
  const { token } = await memberWith('No traits');
  const answers = await everythingFor(module, token);
  expect(answers.filter(({ text }) => text.includes(secretTrait))).toEqual([]);
  expect(answers.find(({ name }) => name === 'GET /all-users/export.csv')?.text).toMatch(
    /^name,phone,tags\r\n/,
  );
  expect(showsNumber(answers.find(({ name }) => name === 'GET /all-users')?.text ?? '')).toBe(true);
});

describe('a person whose role hides the number', () => {
  test('talks to customers all the same, with the templates that are there', async () => {
    using module = await startModule();
    const ask = module.as((await memberWith('Teammate')).token);
    await ask('POST', '/inbox/c2/messages', { text: 'Yes, in 44.' });
    await ask('POST', '/inbox/c2/templates', { template: 'Order shipped' });
    expect(module.delivered).toEqual([canaries[1], canaries[1]]);
    const { text } = await ask('GET', '/inbox?chat=c2');
    expect(text).toContain('Yes, in 44.');
    expect(text).toContain('Good news: your order is on its way.');
  });

  test('finds four modules gone, from the navigation and by the server', async () => {
    using module = await startModule();
    const ask = module.as((await memberWith('Everything, masked')).token);
    const { text } = await ask('GET', '/inbox');
    for (const page of ['all-users', 'templates', 'notifications', 'analytics']) {
      expect(text).not.toContain(`href="/${page}"`);
      expect((await ask('GET', `/${page}`)).status).toBe(403);
    }
    expect((await ask('POST', '/notifications', { name: 'x', template: 'x' })).status).toBe(403);
    for (const page of ['billing', 'api-key', 'whatsapp']) {
      expect(text).toContain(`href="/${page}"`);
      expect((await ask('GET', `/${page}`)).status).toBe(200);
    }
  });
});

test('campaigns that are set up go out as before, ongoing and one-time, and owners set up new ones', async () => {
  using module = await startModule();
  const ask = module.as(owner.token);
  module.tick();
  module.tick();
  // The ongoing one twice to each of four, the one-time one once.
  expect(module.delivered).toHaveLength(12);
  await ask('POST', '/templates', { name: 'Spring', text: 'Spring is here.' });
  await ask('POST', '/notifications', { name: 'Spring', template: 'Spring', kind: 'one-time' });
  module.tick();
  expect(module.delivered).toHaveLength(12 + 4 + 4);
  expect((await ask('GET', '/notifications')).text).toContain('Spring');
});

test('a switch acts on everybody in the role at the next request', async () => {
  using module = await startModule();
  const [first, second] = [await memberWith('Admin'), await memberWith('Admin')];
  const statuses = async () =>
    Promise.all(
      [first, second].map(
        async ({ token }) => (await module.as(token)('GET', '/all-users/export.csv')).status,
      ),
    );
  expect(await statuses()).toEqual([200, 200]);
  const { body: admin } = await owner.request(
    'GET',
    `/v1/permission-sets/${organization.sets.get('admin')}`,
  );
  const without = admin.permissions.filter((name: string) => name !== 'users.contact.export');
  await change('Admin', { permissions: without });
  expect(await statuses()).toEqual([403, 403]);
  expect((await module.as(first.token)('GET', '/all-users')).text).not.toContain('Export users');
  await change('Admin', { permissions: admin.permissions });
  expect(await statuses()).toEqual([200, 200]);
});

test('a page of another site cannot make somebody send', async () => {
  using module = await startModule();
  const answer = await fetch(`${module.url}/inbox/c1/messages`, {
    method: 'POST',
    headers: { cookie: `latchkey_session=${owner.token}`, 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ text: 'Hi' }),
  });
  expect(answer.status).toBe(403);
  expect(module.delivered).toEqual([]);
});

test('without Latchkey the inbox shows nothing', async () => {
  const away = createLatchkey({
    decisions: 'remote',
    url: 'http://127.0.0.1:1',
    apiKey: 'org_00000000.key.x',
    onError: () => {},
  });
  using module = await startModule(away);
  const { status, text } = await module.as('org_00000000.x')('GET', '/inbox');
  expect(status).toBe(503);
  expect(showsNumber(text)).toBe(false);
});
