import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { OrganizationId } from '@latchkey/engine';
import {
  allLibraries,
  branchesFor,
  connect,
  connectAll,
  deskAccess,
  deskHtml,
  expressApp,
  fastifyApp,
  honoApp,
} from '@latchkey/example-library-module';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { model } from '../../../examples/own-model/v1/latchkey.model.ts';
import { commit } from '../src/change/commit.ts';
import { createKey } from '../src/features/keys/create-key.ts';
import { createPlatformKey } from '../src/features/platform-keys/create-platform-key.ts';
import { commandLine } from '../src/features/platform-keys/platform-key-actor.ts';
import { newId } from '../src/ids.ts';
import { addMember } from './add-member.ts';
import { createTestOrganization } from './create-test-organization.ts';
import { listen } from './listen.ts';
import { signInAs } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

let server: TestServer;
let apiKey: string;
let library: OrganizationId;
let rosa: TestMember;
let cookie: string;
let latchkey: Awaited<ReturnType<typeof connect>>;

beforeAll(async () => {
  server = await startTestServer();
  const { services } = server;
  const models = new Map([...services.models, [model.key, model]]);
  const { organizationId, owner, sets } = await createTestOrganization(
    { ...services, models },
    { modelKey: model.key },
  );
  library = organizationId;
  const central = newId('ent');
  const branch = (entityId: typeof central, code: string) =>
    ({
      type: 'entity.create',
      entityType: 'branch',
      entityId,
      code,
      name: code,
      parents: [],
    }) as const;
  await commit(services, organizationId, {
    actor: { type: 'system', name: 'test' },
    authority: { kind: 'system' },
    channel: 'system',
    operations: [branch(central, 'CENTRAL'), branch(newId('ent'), 'HARBOUR')],
  });
  const setId = sets.get('front-desk') ?? newId('pst');
  rosa = await addMember(services, organizationId, {
    role: 'member',
    grants: [{ grantId: newId('grt'), setId, scope: central }],
  });
  cookie = `latchkey_session=${(await signInAs(server, organizationId, rosa)).token}`;
  const { memberId, userId } = owner;
  const { secret } = await createKey(services, { organizationId, memberId, userId }, 'Loans');
  apiKey = secret;
  latchkey = await connect(server.url, apiKey);
});
afterAll(async () => {
  latchkey.close();
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
});

type Ask = (path: string, headers?: Record<string, string>) => Promise<Response>;

/** Whoever may gives out at their branch, and nobody else anywhere. */
async function expectProtected(ask: Ask) {
  const lent = await ask('/branches/CENTRAL/loans', { cookie });
  expect(lent.status).toBe(200);
  expect(await lent.json()).toMatchObject({ lent: true });
  expect((await ask('/branches/HARBOUR/loans', { cookie })).status).toBe(403);
  expect((await ask('/branches/nowhere/loans', { cookie })).status).toBe(403);
  expect((await ask('/branches/CENTRAL/loans')).status).toBe(401);
}

test('the module in Express is protected', async () => {
  const app = createServer(expressApp(latchkey));
  const url = await listen(app);
  await expectProtected((path, headers = {}) =>
    fetch(`${url}${path}`, { method: 'POST', headers }),
  );
  app.close();
  await once(app, 'close');
});

test('one module of many libraries is protected in each, and lets nobody of another in', async () => {
  const made = await createPlatformKey(server.services, commandLine, { name: 'Loans' });
  const all = connectAll(server.url, made.secret);
  const elsewhere = newId('org');
  const app = createServer(
    allLibraries(all, (host) => (host === 'localhost' ? elsewhere : library)),
  );
  const { port } = new URL(await listen(app));
  const ask = (path: string, headers: Record<string, string> = {}, host = '127.0.0.1') =>
    fetch(`http://${host}:${port}${path}`, { method: 'POST', headers });
  await expectProtected(ask);
  const lent = await ask('/branches/CENTRAL/loans', { cookie });
  expect(await lent.json()).toEqual({ lent: true, mayWaive: false });
  expect((await ask('/branches/CENTRAL/loans', { cookie }, 'localhost')).status).toBe(401);
  all.close();
  app.closeAllConnections();
  app.close();
  await once(app, 'close');
});

test('the module in Fastify is protected', async () => {
  const app = fastifyApp(latchkey);
  await expectProtected(async (url, headers = {}) => {
    const { statusCode, body } = await app.inject({ method: 'POST', url, headers });
    return new Response(body, { status: statusCode });
  });
  await app.close();
});

test('the module in Hono is protected', async () => {
  const app = honoApp(latchkey);
  await expectProtected(async (path, headers = {}) =>
    app.request(path, { method: 'POST', headers }),
  );
});

test('the route handler of Next.js is protected, without anything held', async () => {
  vi.stubEnv('LATCHKEY_URL', server.url);
  vi.stubEnv('LATCHKEY_API_KEY', apiKey);
  const { POST } = await import('@latchkey/example-library-module/next-route');
  await expectProtected((path, headers = {}) => {
    const params = Promise.resolve({ branch: path.split('/')[2] ?? '' });
    return POST(new Request(`http://next.example${path}`, { method: 'POST', headers }), { params });
  });
});

test('a page lists the branches of one person and what may be done at each', () => {
  const branches = ['CENTRAL', 'HARBOUR'].map((code) => ({ code, name: code }));
  expect(branchesFor(latchkey, rosa.userId, branches)).toEqual([
    { code: 'CENTRAL', name: 'CENTRAL', mayGive: true, mayWaive: false },
  ]);
});

test('a page shows and hides by what the server found out for it', async () => {
  const at = async (branch: string) =>
    deskHtml(await deskAccess(latchkey, rosa.userId, branch), branch);
  expect(await at('CENTRAL')).toContain('<button type="button" disabled="">Waive the fee</button>');
  expect(await at('HARBOUR')).toContain('This desk is not yours');
});

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test.each(['docs/guide/sdk.md', 'packages/sdk/README.md'])(
  'the code in %s is code of the examples',
  (page) => {
    const shown = [...read(page).matchAll(/^```tsx? (\S+)\n([\s\S]*?)^```$/gm)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, path = '', code = ''] of shown) expect(read(path), path).toContain(code);
    // Nothing that looks like code goes unchecked.
    expect(read(page)).not.toMatch(/^```tsx?$/m);
  },
);

test('the guide shows every file of the library module', () => {
  const guide = read('docs/guide/sdk.md');
  const folder = 'examples/library-module/src/';
  const shown = readdirSync(new URL(folder, root)).filter((name) => guide.includes(folder + name));
  expect(shown).toHaveLength(10);
});
