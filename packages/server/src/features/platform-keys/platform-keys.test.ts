import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newApiKey } from '../../../test/api-key.ts';
import { askDecisionPoint, type DecisionEndpoint } from '../../../test/ask-decision-point.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../../test/database-proxy.ts';
import { followChanges } from '../../../test/follow-changes.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInOperator, type TestOperator } from '../../../test/operator.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { createApp } from '../../app.ts';
import { globally } from '../../db/globally.ts';
import { openApiDocument } from '../../http/open-api-document.ts';
import { newId } from '../../ids.ts';

let server: TestServer;
/** Another process, which reaches the database through the proxy. */
let other: TestServer;
let proxy: DatabaseProxy;
let operator: TestOperator;
let east: MarketOrganization;
let west: MarketOrganization;

beforeAll(async () => {
  server = await startTestServer();
  proxy = await startDatabaseProxy(server.services.database.connection);
  other = await startTestServer({
    sharing: server.services,
    connection: proxy.connection,
    config: { maxStalenessMs: 1_500, serveStaleMs: 1_500 },
  });
  operator = await signInOperator(server);
  east = await createMarketOrganization(server.services);
  west = await createMarketOrganization(server.services);
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const create = (body: object = { name: 'Campaigns' }) =>
  operator.request('POST', '/v1/operator/platform-keys', body);
const newKey = async (body?: object): Promise<{ id: string; secret: string }> => {
  const { key, secret } = (await create(body)).body;
  return { id: key.id, secret };
};
const revoke = (id: string) => operator.request('DELETE', `/v1/operator/platform-keys/${id}`);

const ask = (
  { url }: TestServer,
  { organizationId, owner }: MarketOrganization,
  key: string,
  endpoint: DecisionEndpoint = 'evaluation',
  body: object = {},
) =>
  askDecisionPoint({ url, organizationId, key }, endpoint, {
    subject: { type: 'user', id: owner.userId },
    action: { name: 'campaign.publish' },
    resource: { type: 'store', id: 'W-1' },
    ...body,
  });

async function follow({ url }: TestServer, { organizationId }: MarketOrganization, key: string) {
  const base = `${url}/organizations/${organizationId}/access/v1`;
  const answer = await fetch(`${base}/snapshot`, { headers: { authorization: `Bearer ${key}` } });
  const epoch = answer.headers.get('latchkey-epoch') ?? '';
  expect(answer.status).toBe(200);
  return followChanges(base, { key, after: 1, epoch });
}

describe('a key of the platform', () => {
  test('is shown once, stored nowhere and told by name, maker and last use', async () => {
    const { status, body } = await create({ name: 'Campaigns', endsAt: '2999-01-01T00:00:00Z' });
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^platform\.key\.[\w-]{43}$/);
    expect(body.url).toBe(server.services.config.publicUrl);
    const told = {
      name: 'Campaigns',
      hint: body.secret.slice(-4),
      createdBy: expect.stringMatching(/^Asha/),
      endsAt: '2999-01-01T00:00:00.000Z',
      lastUsedAt: null,
      revokedAt: null,
    };
    expect(body.key).toMatchObject(told);
    const stored = await globally(server.services.db, async (transaction) => [
      await transaction.selectFrom('platform_keys').selectAll().execute(),
      await transaction.selectFrom('operator_events').selectAll().execute(),
      (await operator.request('GET', '/v1/operator/platform-keys')).body,
    ]);
    expect(JSON.stringify(stored)).toContain(body.key.id);
    expect(JSON.stringify(stored)).not.toContain(body.secret.split('.').at(-1));

    await ask(server, east, body.secret);
    const list = async () => (await operator.request('GET', '/v1/operator/platform-keys')).body;
    await vi.waitFor(async () =>
      expect((await list()).data[0]).toMatchObject({ lastUsedAt: expect.any(String) }),
    );
  });

  test('asks, searches and follows in every organization, and each answers of its own', async () => {
    const { secret } = await newKey();
    for (const [here, there] of [
      [east, west],
      [west, east],
    ] as const) {
      expect((await ask(server, here, secret)).body.decision).toBe(true);
      const stranger = { subject: { type: 'user', id: there.owner.userId } };
      const answer = await ask(server, here, secret, 'evaluation', stranger);
      expect(answer.body).toMatchObject({
        decision: false,
        context: { reason: 'unknown_subject' },
      });
      const found = await ask(server, here, secret, 'search/subject', {
        subject: { type: 'user' },
      });
      expect(found.body.results).toEqual([{ type: 'user', id: here.owner.userId }]);
      await using following = await follow(server, here, secret);
      await vi.waitFor(() => expect(following.events.length).toBeGreaterThan(0));
      expect(JSON.stringify(following.events)).not.toContain(there.organizationId);
    }
  });

  test('is told plainly of an organization that is not there', async () => {
    const { secret } = await newKey();
    const nowhere = { ...east, organizationId: newId('org') };
    const answer = await ask(server, nowhere, secret);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('There is no such organization.');
    const ofAnOrganization = await newApiKey(server.services, east);
    expect((await ask(server, nowhere, ofAnOrganization)).status).toBe(403);
  });

  test('ends when it was said to, with its streams', async () => {
    const endsAt = new Date(Date.now() + 2_000).toISOString();
    const { secret } = await newKey({ name: 'Trial', endsAt });
    await using following = await follow(server, east, secret);
    expect((await ask(server, east, secret)).status).toBe(200);
    await following.ended;
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(endsAt));
    expect((await ask(server, east, secret)).status).toBe(401);
    const past = await create({ name: 'Too late', endsAt });
    expect(past.body).toMatchObject({ status: 422, code: 'ends_in_past' });
  });
});

describe('a revoked key of the platform', () => {
  test('is refused at the very next question, and in another process as soon as it hears', async () => {
    const { id, secret } = await newKey();
    for (const process of [server, other])
      expect((await ask(process, east, secret)).status).toBe(200);
    await using here = await follow(server, west, secret);
    await using there = await follow(other, east, secret);
    expect((await revoke(id)).status).toBe(204);
    expect((await ask(server, east, secret)).status).toBe(401);
    await vi.waitFor(async () => expect((await ask(other, east, secret)).status).toBe(401), 500);
    await Promise.all([here.ended, there.ended]);
    expect((await revoke(id)).body).toMatchObject({ status: 404, code: 'unknown_platform_key' });
    const { body } = await operator.request('GET', '/v1/operator/platform-keys');
    const told = body.data.find((one: { id: string }) => one.id === id);
    expect(told).toMatchObject({ revokedAt: expect.any(String) });
  });

  test('is found out where no notification arrives', async () => {
    const { id, secret } = await newKey();
    proxy.set({ way: 'deaf' });
    expect((await ask(other, east, secret)).status).toBe(200);
    await revoke(id);
    await vi.waitFor(async () => expect((await ask(other, east, secret)).status).toBe(401), 2_000);
    proxy.set({ way: 'open' });
  });

  test('opens nothing in a process that cannot find out', async () => {
    const { id, secret } = await newKey();
    expect((await ask(other, east, secret)).status).toBe(200);
    proxy.set({ way: 'cut' });
    await revoke(id);
    await vi.waitFor(async () => expect((await ask(other, east, secret)).status).toBe(503), 4_000);
    proxy.set({ way: 'open' });
    await vi.waitFor(async () => expect((await ask(other, east, secret)).status).toBe(401), 4_000);
  });
});

describe('what a key of the platform does not open', () => {
  test('every route of the API refuses it like a key of another organization', async () => {
    const { secret } = await newKey();
    const foreign = await newApiKey(server.services, west);
    const document = openApiDocument(createApp(server.services));
    const answer = async (method: string, path: string, key: string | null) => {
      const { status, headers, body } = await fetch(`${server.url}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(key !== null && { authorization: `Bearer ${key}` }),
        },
        ...(method !== 'GET' && { body: '{}' }),
      }).then(async (got) => ({
        status: got.status,
        headers: got.headers,
        body: await got.text(),
      }));
      const isProblem = headers.get('content-type') === 'application/problem+json';
      return { status, code: isProblem ? JSON.parse(body).code : null };
    };
    let refused = 0;
    for (const [pattern, operations] of Object.entries<object>(document.paths ?? {})) {
      if (!pattern.startsWith('/v1/')) continue;
      const path = pattern.replace(/\{\w+\}/g, 'key_00000000');
      for (const method of Object.keys(operations).map((name) => name.toUpperCase())) {
        const got = await answer(method, path, secret);
        expect({ method, path, ...got }).toEqual({
          method,
          path,
          ...(await answer(method, path, foreign)),
        });
        const isOpen = (await answer(method, path, null)).code !== 'not_signed_in';
        if (!isOpen) {
          expect({ method, path, ...got }).toMatchObject({ status: 401, code: 'not_signed_in' });
          refused++;
        }
      }
    }
    expect(refused).toBeGreaterThan(80);
  });

  test('only operators list, make and revoke them, and each act is recorded', async () => {
    const owner = await signInAs(server, east.organizationId, east.owner);
    const { id } = await newKey({ name: 'Recorded' });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '', { name: 'Mine' }],
      ['DELETE', `/${id}`, undefined],
    ] as const) {
      const answer = await owner.request(method, `/v1/operator/platform-keys${path}`, body);
      expect(answer.body).toMatchObject({ status: 403, code: 'operators_only' });
    }
    await revoke(id);
    const events = await globally(server.services.db, (transaction) =>
      transaction
        .selectFrom('operator_events')
        .select(['kind', 'user_id', 'details'])
        .where('kind', 'like', 'platform_key.%')
        .orderBy('at')
        .execute(),
    );
    expect(events.slice(-2)).toEqual([
      {
        kind: 'platform_key.made',
        user_id: operator.userId,
        details: { keyId: id, name: 'Recorded', endsAt: null },
      },
      {
        kind: 'platform_key.revoked',
        user_id: operator.userId,
        details: { keyId: id, name: 'Recorded' },
      },
    ]);
  });
});
