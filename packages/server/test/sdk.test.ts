import { readFile } from 'node:fs/promises';
import {
  createLatchkey,
  type Latchkey,
  type LatchkeyError,
  type LocalLatchkey,
  type LocalOptions,
} from '@latchkey/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { signInAs, type TestClient } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let ravi: TestMember;
let apiKey: string;
let latchkey: Latchkey;
const w1 = { type: 'store', id: 'W-1' };
const e1 = { type: 'store', id: 'E-1' };

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  ravi = await market.addMember(market.grant('publisher', market.places.west));
  apiKey = (await owner.request('POST', '/v1/keys', { name: 'Campaigns' })).body.secret;
  latchkey = createLatchkey({ decisions: 'remote', url: server.url, apiKey });
});
afterAll(() => server[Symbol.asyncDispose]());

test('`can` answers yes where access is given and no elsewhere', async () => {
  expect(await latchkey.can(ravi.userId, 'campaign.publish', w1)).toBe(true);
  expect(await latchkey.can(ravi.userId, 'campaign.publish', e1)).toBe(false);
});

test('`canAll` is a yes only when every permission is held', async () => {
  expect(await latchkey.canAll(ravi.userId, ['campaign.edit', 'campaign.publish'], w1)).toBe(true);
  expect(await latchkey.canAll(ravi.userId, ['campaign.edit', 'access.key.manage'], w1)).toBe(
    false,
  );
});

test('`evaluate` gives the reason', async () => {
  expect(await latchkey.evaluate(ravi.memberId, 'campaign.publish', e1)).toEqual({
    decision: false,
    context: { reason: 'not_covered' },
  });
});

test('a change is included when its revision is passed along', async () => {
  const person = await market.addMember(market.grant('editor', market.places.east));
  const { body: access } = await owner.request('GET', `/v1/session`);
  expect(await latchkey.can(person.userId, 'campaign.edit', e1, { atLeast: access.revision })).toBe(
    true,
  );
});

test('a session is found in a cookie header, and only that of the key’s organization', async () => {
  const { token } = await signInAs(server, market.organizationId, ravi);
  expect((await latchkey.sessionOf(`a=b; latchkey_session=${token}; c=d`))?.userId).toBe(
    ravi.userId,
  );
  expect((await latchkey.sessionOf(token))?.member.id).toBe(ravi.memberId);
  expect(await latchkey.sessionOf(undefined)).toBeNull();
  expect(await latchkey.sessionOf('latchkey_session=nonsense')).toBeNull();

  const other = await createMarketOrganization(server.services);
  const stranger = await signInAs(server, other.organizationId, other.owner);
  expect(await latchkey.sessionOf(stranger.token)).toBeNull();
});

test('a failure is a no that is told, and never a yes', async () => {
  const told: LatchkeyError[] = [];
  const onError = (error: LatchkeyError) => told.push(error);
  const away = createLatchkey({ decisions: 'remote', url: 'http://127.0.0.1:1', apiKey, onError });
  expect(await away.can(ravi.userId, 'campaign.publish', w1)).toBe(false);
  await expect(away.evaluate(ravi.userId, 'campaign.publish', w1)).rejects.toMatchObject({
    code: 'unreachable',
  });

  const wrongKey = createLatchkey({
    decisions: 'remote',
    url: server.url,
    apiKey: `${apiKey.slice(0, -2)}xx`,
    onError,
  });
  expect(await wrongKey.can(ravi.userId, 'campaign.publish', w1)).toBe(false);
  const right = createLatchkey({ decisions: 'remote', url: server.url, apiKey, onError });
  expect(await right.canAll(ravi.userId, [], w1)).toBe(false);
  expect(told.map(({ code, status }) => [code, status])).toEqual([
    ['unreachable', null],
    ['http_401', 401],
    ['no_permissions', null],
  ]);
});

test('an answer that is no decision is a failure', async () => {
  for (const body of ['{"decision":"true"}', '[]', 'true', '{}', 'not json']) {
    const told: string[] = [];
    const odd = createLatchkey({
      decisions: 'remote',
      url: server.url,
      apiKey,
      fetch: async () => new Response(body),
      onError: ({ code }) => told.push(code),
    });
    expect(await odd.can(ravi.userId, 'campaign.publish', w1)).toBe(false);
    expect(told).toEqual(['unreadable_answer']);
  }
});

test('an answer that does not come in time is a failure', async () => {
  const told: string[] = [];
  const slow = createLatchkey({
    decisions: 'remote',
    url: server.url,
    apiKey,
    timeoutMs: 20,
    fetch: (_, init) =>
      new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      ),
    onError: ({ code }) => told.push(code),
  });
  expect(await slow.can(ravi.userId, 'campaign.publish', w1)).toBe(false);
  expect(told).toEqual(['timed_out']);
});

test('what is no key is refused before anything is asked', () => {
  expect(() => createLatchkey({ decisions: 'remote', url: server.url, apiKey: 'secret' })).toThrow(
    /Settings, API keys/,
  );
});

test('the README’s example runs', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const snippet = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const code = snippet
    .replace(/^import .*$/m, '')
    .replace("'https://access.example.com'", JSON.stringify(server.url))
    .replace("'LL-1022'", 'store')
    .replace('// Here they may.', 'return true;');
  const run = new Function(
    'createLatchkey',
    'apiKey',
    'request',
    'store',
    `return (async () => {${code}})()`,
  );
  const made: LocalLatchkey[] = [];
  const create = (options: LocalOptions) => {
    const here = createLatchkey(options);
    made.push(here);
    return here;
  };
  const { token } = await signInAs(server, market.organizationId, ravi);
  const ask = (cookie: string, store: string) =>
    run(create, apiKey, { headers: { cookie } }, store);
  expect(await ask(`latchkey_session=${token}`, 'W-1')).toBe(true);
  expect(await ask(`latchkey_session=${token}`, 'E-1')).toBeUndefined();
  expect(await ask('', 'W-1')).toBeUndefined();
  for (const here of made) here.close();
});
