import type { PersonWhoCan, WhoCan } from '@latchkey/contract';
import { evaluate, type NewGrant, type Scope, sees } from '@latchkey/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { memberOrder } from '../members/member-order.ts';
import { sourceFor } from './people-who-can.ts';
import { personView } from './person-view.ts';
import { readPeople } from './queries.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let westManager: TestClient;
const members: TestMember[] = [];

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  const { west, east, w1, w2, e1 } = market.places;
  const scopes: Scope[] = [market.organizationId, west, east, w1, w2, e1];
  const grants = fc.array(
    fc.record({
      set: fc.constantFrom('editor' as const, 'publisher' as const, 'manager' as const),
      scope: fc.constantFrom(...scopes),
      end: fc.constantFrom(undefined, Date.now() + 60_000, Date.now() + 3_600_000),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const random = fc.sample(grants, { numRuns: 14, seed: 7 });
  for (const held of random) {
    const given = held.map(({ set, scope, end }): NewGrant => market.grant(set, scope, end));
    members.push(await market.addMember(...given));
  }
  const [first, second] = members;
  if (!first || !second) throw new Error('Nobody was added.');
  await market.change(
    { type: 'member.suspend', memberId: first.memberId },
    { type: 'member.setAccessEnd', memberId: second.memberId, accessEndsAt: Date.now() + 600_000 },
  );
  const manager = await market.addMember(market.grant('manager', west));
  members.push(manager, market.owner);
  owner = await signInAs(server, market.organizationId, market.owner);
  westManager = await signInAs(server, market.organizationId, manager);
});
afterAll(() => server[Symbol.asyncDispose]());

const permissions = ['campaign.read', 'campaign.edit', 'campaign.publish', 'access.member.change'];
const ask = async (client: TestClient, query: Record<string, string>): Promise<WhoCan> => {
  const { status, body } = await client.request('GET', `/v1/who-can?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body;
};

/** Every page of the answer. */
async function everybody(client: TestClient, query: Record<string, string>) {
  const people: PersonWhoCan[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: Record<string, string> = cursor === '' ? {} : { cursor };
    const page = await ask(client, { ...query, limit: '6', ...more });
    people.push(...page.data);
    cursor = page.nextCursor;
    expect(page.total).toBeGreaterThanOrEqual(people.length);
  }
  return people;
}

test('who can is exactly the people for whom the question is answered yes, now and at any other time', async () => {
  const snapshot = await server.services.snapshots.current(market.organizationId);
  const times = [Date.now(), Date.now() + 1_800_000];
  for (const place of [market.organizationId, ...Object.values(market.places)]) {
    for (const permission of permissions) {
      for (const at of times) {
        const expected = members
          .map(({ memberId }) => memberId)
          .filter((memberId) => evaluate(snapshot, { memberId, permission, place }, at).allowed);
        const query = { permission, place, at: new Date(at).toISOString() };
        const people = await everybody(owner, query);
        expect(people.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
        const { sources, others } = await ask(owner, { ...query, limit: '1' });
        expect(sources.reduce((sum, { people: count }) => sum + count, 0)).toBe(expected.length);
        expect(others).toBe(0);
      }
    }
  }
});

test('a manager is shown those whom the list of people shows, and told how many others there are only where people are managed', async () => {
  const snapshot = await server.services.snapshots.current(market.organizationId);
  const reader = members.at(-2)?.memberId ?? 'mem_none';
  const now = Date.now();
  const inWest = { permission: 'campaign.edit', place: market.places.w1 };
  const can = members
    .map(({ memberId }) => memberId)
    .filter((memberId) => evaluate(snapshot, { memberId, ...inWest }, now).allowed);
  const seen = can.filter((memberId) => sees(snapshot, reader, memberId, now));
  const people = await everybody(westManager, inWest);
  expect(people.map(({ id }) => id).toSorted()).toEqual(seen.toSorted());
  expect(seen.length).toBeLessThan(can.length);
  expect((await ask(westManager, inWest)).others).toBe(can.length - seen.length);
  const whole = await ask(westManager, { ...inWest, place: market.organizationId });
  expect(whole.others).toBeNull();
  const elsewhere = new URLSearchParams({ ...inWest, place: market.places.e1 });
  const { body } = await westManager.request('GET', `/v1/who-can?${elsewhere}`);
  expect(body.code).toBe('unknown_place');
});

test('each person comes with the reason, and a list is narrowed by it', async () => {
  const asked = { permission: 'campaign.publish', place: market.places.w1 };
  const { sources } = await ask(owner, asked);
  expect(sources.map(({ label }) => label).toSorted()).toEqual(['Campaign publisher', 'Owner']);
  const owners = await ask(owner, { ...asked, source: 'owners' });
  expect(owners.data).toMatchObject([
    { id: market.owner.memberId, you: true, because: 'Owner', validUntil: null },
  ]);
  const bySet = await everybody(owner, { ...asked, source: market.sets.publisher });
  expect(bySet.length).toBeGreaterThan(0);
  for (const { because } of bySet) {
    expect(because).toMatch(/^Campaign publisher (at West zone|at Store W-1|in the whole)/);
  }
  const name = bySet[0]?.name ?? '';
  const found = await ask(owner, { ...asked, search: name });
  expect(found.data.map((person) => person.name)).toContain(name);
  expect((await ask(owner, { ...asked, search: 'nobody of that name' })).total).toBe(0);
});

test('whoever can no longer is not told of, and nobody is an owner for want of a reason', async () => {
  const leaver = await market.addMember(market.grant('editor', market.places.west));
  const asked = { permission: 'campaign.edit', place: market.places.w1, asked: Date.now() };
  const snapshot = await server.services.snapshots.current(market.organizationId);
  expect(sourceFor(snapshot, leaver.memberId, asked)).toBe(market.sets.editor);
  const view = async () =>
    inOrganization(server.services.db, market.organizationId, async (transaction) => {
      const { organizationId } = market;
      const wanted = { organizationId, among: [leaver.memberId, market.owner.memberId] };
      const rows = await readPeople(transaction, wanted, memberOrder('name', null), 10);
      const signedIn = { organizationId, memberId: market.owner.memberId };
      return rows.map(await personView(transaction, signedIn, snapshot, asked, rows));
    });
  expect((await view()).map((person) => person?.source).toSorted()).toEqual(
    ['owners', market.sets.editor].toSorted(),
  );
  await market.change({ type: 'member.remove', memberId: leaver.memberId });
  expect((await view()).map((person) => person?.source ?? null)).toEqual(
    expect.arrayContaining(['owners', null]),
  );
});

test('the people are handed out as a file that no spreadsheet takes for formulas', async () => {
  await market.change({
    type: 'member.update',
    memberId: market.owner.memberId,
    name: '=HYPERLINK("x")',
  });
  const query = new URLSearchParams({ permission: 'campaign.publish', place: market.places.w1 });
  const answer = await fetch(`${server.url}/v1/who-can/export.csv?${query}`, {
    headers: { authorization: `Bearer ${owner.token}` },
  });
  const lines = (await answer.text()).trim().split('\r\n');
  const { total } = await ask(owner, Object.fromEntries(query));
  expect(lines).toHaveLength(total + 1);
  expect(lines[0]).toMatch(/E-mail,Name,Type,Because,Until$/);
  expect(lines.join()).toContain(`"'=HYPERLINK(""x"")"`);
});

test('nobody asks who sees no people', async () => {
  const person = await market.addMember(market.grant('editor', market.places.west));
  const client = await signInAs(server, market.organizationId, person);
  const query = new URLSearchParams({ permission: 'campaign.edit', place: market.places.west });
  expect((await client.request('GET', `/v1/who-can?${query}`)).status).toBe(403);
});
