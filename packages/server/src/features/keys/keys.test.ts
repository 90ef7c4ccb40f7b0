import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { inOrganization } from '../../db/in-organization.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
});
afterAll(() => server[Symbol.asyncDispose]());

test('the secret is shown once and stored nowhere', async () => {
  const { status, body } = await owner.request('POST', '/v1/keys', { name: 'Campaigns' });
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^org_[0-9a-z]+\.key\.[\w-]{43}$/);
  expect(body.key).toMatchObject({
    name: 'Campaigns',
    hint: body.secret.slice(-4),
    createdBy: 'Olga Owner',
    lastUsedAt: null,
    revokedAt: null,
  });
  expect(body.decisionPoint).toBe(`http://localhost:4000/organizations/${market.organizationId}`);

  const stored = await inOrganization(
    server.services.db,
    market.organizationId,
    async (transaction) => [
      await transaction.selectFrom('api_keys').selectAll().execute(),
      await transaction.selectFrom('change_objects').selectAll().execute(),
      (await owner.request('GET', '/v1/keys')).body,
    ],
  );
  expect(JSON.stringify(stored)).not.toContain(body.secret.split('.').at(-1));
});

test('a question notes that its key was used', async () => {
  const { secret, key } = (await owner.request('POST', '/v1/keys', { name: 'Used' })).body;
  await fetch(`${server.url}/organizations/${market.organizationId}/access/v1/evaluation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const lastUsed = async () =>
    (await owner.request('GET', '/v1/keys')).body.data.find(
      ({ id }: { id: string }) => id === key.id,
    ).lastUsedAt;
  await expect.poll(lastUsed, { timeout: 2_000 }).not.toBeNull();
});

test('members see and make no keys', async () => {
  const person = await market.addMember(market.grant('manager', market.places.west));
  const client = await signInAs(server, market.organizationId, person);
  expect((await client.request('GET', '/v1/keys')).status).toBe(403);
  expect((await client.request('POST', '/v1/keys', { name: 'Mine' })).status).toBe(403);
  const { key } = (await owner.request('POST', '/v1/keys', { name: 'Kept' })).body;
  expect((await client.request('DELETE', `/v1/keys/${key.id}`)).status).toBe(403);
});

test('a revoked key stays in the list as revoked', async () => {
  const { key } = (await owner.request('POST', '/v1/keys', { name: 'Gone' })).body;
  await owner.request('DELETE', `/v1/keys/${key.id}`);
  const { body } = await owner.request('GET', '/v1/keys');
  expect(body.data.at(-1)).toMatchObject({ name: 'Gone', revokedAt: expect.any(String) });
});
