import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureTurns } from '../../test/longest-turn.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { byMember } from '../change/by-member.ts';
import { preview } from '../change/commit.ts';
import { NobodyWaits } from '../change/in-turns.ts';
import { inOrganization } from '../db/in-organization.ts';
import { newId } from '../ids.ts';

const holders = 20_000;
const setId = newId('pst');

let first: TestServer;
let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;

beforeAll(async () => {
  first = await startTestServer();
  market = await createMarketOrganization(first.services);
  const { organizationId } = market;
  await market.change({
    type: 'permissionSet.create',
    setId,
    name: 'Campaign desk',
    description: '',
    permissions: ['campaign.read', 'campaign.edit'],
    mayGrant: [],
  });
  const id = "lpad(n::text, 26, '0')";
  await inOrganization(first.services.db, organizationId, async ({ client }) => {
    await client.query(
      `insert into members (organization_id, member_id, name, address, role, status, sign_in_method, personal_salt, revision)
       select $1, 'mem_' || ${id}, 'Person ' || n, 'person' || n || '@many.example', 'member', 'invited', 'password', '', 1
       from generate_series(1, ${holders}) n`,
      [organizationId],
    );
    await client.query(
      `insert into grants (organization_id, grant_id, member_id, set_id, scope, revision)
       select $1, 'grt_' || ${id}, 'mem_' || ${id}, $2, case when n % 2 = 0 then $3 else $4 end, 1
       from generate_series(1, ${holders}) n`,
      [organizationId, setId, market.places.west, market.places.e1],
    );
  });
  // What was written past the door is known to a process that loads the organization now.
  server = await startTestServer({ sharing: first.services });
  owner = await signInAs(server, organizationId, market.owner);
  await owner.request('GET', '/v1/organization');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
});

const less = { permissions: ['campaign.read'] };
const draft = () => owner.request('PATCH', `/v1/permission-sets/${setId}?dryRun=true`, less);

test('a draft that concerns tens of thousands of people keeps nobody waiting for long', async () => {
  await draft();
  const turns = measureTurns();
  const { status, body } = await draft();
  const longestMs = turns.stop();
  expect([status, body.affectedTotal]).toEqual([200, holders]);
  // About 10 ms; twice as long as is allowed here without the pauses.
  expect(longestMs).toBeLessThan(50);
});

test('a change that comes between begins the draft anew, and it ends all the same', async () => {
  let answered = false;
  const drafting = draft().finally(() => {
    answered = true;
  });
  let changes = 0;
  for (; !answered; changes += 1) {
    const zone = { type: 'zone', code: `NORTH-${changes}`, name: 'North', parents: [] };
    expect((await owner.request('POST', '/v1/entities', zone)).status).toBe(201);
  }
  expect(changes).toBeGreaterThan(1);
  const { status, body } = await drafting;
  expect([status, body.affectedTotal]).toEqual([200, holders]);
});

test('a draft that nobody waits for any more is set down', async () => {
  const gone = new AbortController();
  const drafting = preview(
    server.services,
    market.organizationId,
    {
      ...byMember(market.owner),
      operations: [{ type: 'permissionSet.update', setId, ...less }],
    },
    gone.signal,
  );
  gone.abort();
  await expect(drafting).rejects.toThrow(NobodyWaits);
});
