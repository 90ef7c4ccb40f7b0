import type { GrantId, NewGrant, Operation } from '@latchkey/engine';
import { createLatchkey, type Latchkey, type LocalLatchkey, type Subject } from '@latchkey/sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../src/ids.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
  marketModel,
} from './market-organization.ts';
import { createRecordsOrganization } from './records-organization.ts';
import { signInAs, type TestClient } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let people: TestMember[];
let local: LocalLatchkey;
let remote: Latchkey;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  people = [
    await market.addMember(market.grant('publisher', market.places.west)),
    await market.addMember(market.grant('manager', market.places.east)),
    await market.addMember(market.grant('editor', market.places.e1)),
  ];
  const apiKey = await newKey();
  local = createLatchkey({ url: server.url, apiKey });
  remote = createLatchkey({ url: server.url, apiKey, decisions: 'remote' });
  await local.ready();
});
afterAll(async () => {
  local.close();
  await server[Symbol.asyncDispose]();
});

const newKey = async (): Promise<string> =>
  (await owner.request('POST', '/v1/keys', { name: 'Campaigns' })).body.secret;

const person = (index: number) => {
  const found = people[index % people.length];
  if (!found) throw new Error('There is nobody.');
  return found;
};
const w1 = { type: 'store', id: 'W-1' };

test('what is taken away is refused in the module as soon as the change is out', async () => {
  const ravi = await market.addMember(market.grant('publisher', market.places.west));
  const principal = local.principal(ravi.userId);
  await vi.waitFor(() => expect(principal.can('campaign.publish', w1)).toBe(true));
  await market.change({ type: 'member.suspend', memberId: ravi.memberId });
  await vi.waitFor(() => expect(principal.can('campaign.publish', w1)).toBe(false));
  expect(await local.evaluate(ravi.userId, 'campaign.publish', w1)).toEqual({
    decision: false,
    context: { reason: 'member_inactive' },
  });
});

test('a module knows how far behind it is, and hears every second that it is not', async () => {
  await vi.waitFor(() => expect(local.status().connected).toBe(true));
  await vi.waitFor(() => expect(local.status().lagMs).toBeLessThan(1_000), {
    timeout: 10_000,
  });
  expect(Math.abs(local.status().clockSkewMs ?? Number.NaN)).toBeLessThan(1_000);
});

test('revoking the key ends every decision of the modules that use it', async () => {
  const created = (await owner.request('POST', '/v1/keys', { name: 'Lost' })).body;
  const codes: string[] = [];
  const lost = createLatchkey({
    url: server.url,
    apiKey: created.secret,
    onError: ({ code }) => codes.push(code),
  });
  await lost.ready();
  const principal = lost.principal(market.owner.userId);
  expect(principal.can('campaign.publish', w1)).toBe(true);
  const { status } = await owner.request('DELETE', `/v1/keys/${created.key.id}`);
  expect(status).toBeLessThan(300);
  await vi.waitFor(() => expect(principal.can('campaign.publish', w1)).toBe(false), {
    timeout: 5_000,
  });
  expect(principal.view('campaign.publish', w1)).toEqual({ allowed: false, reason: 'key_refused' });
  expect(codes).toEqual(['key_refused']);
  lost.close();
});

const permission = fc.constantFrom(
  ...Object.values(marketModel.modules).flatMap(({ permissions }) => Object.keys(permissions)),
  'campaign.eat',
);
const named = fc.constantFrom('west', 'east', 'w1', 'w2', 'e1');
const resource = fc
  .tuple(named, fc.constantFrom('id', 'code', 'campaign', 'organization', 'two', 'wrong'))
  .map(([place, how]) => {
    const id = market.places[place];
    const type = place === 'west' || place === 'east' ? 'zone' : 'store';
    switch (how) {
      case 'id':
        return { type, id };
      case 'code':
        return { type: 'store', id: 'w-1' };
      case 'campaign':
        return { type: 'campaign', id: '1', properties: { [type]: id } };
      case 'two':
        return { type: 'campaign', id: '1', properties: { store: 'W-2', zone: 'EAST' } };
      case 'organization':
        return { type: 'organization', id: market.organizationId };
      default:
        return { type: 'store', id };
    }
  });
const subject = fc
  .tuple(fc.nat(3), fc.constantFrom('user', 'member', 'address', 'external', 'service'))
  .map(([index, how]): Subject => {
    const { userId, memberId, address } = index === 3 ? market.owner : person(index);
    if (how === 'user') return userId;
    if (how === 'member') return memberId;
    if (how === 'address') return address;
    return how === 'external' ? `crm-${index}` : { type: 'service', id: memberId };
  });
const question = fc.record({ subject, permission, resource });

const hour = 3_600_000;
const grant = fc
  .record({
    set: fc.constantFrom('editor', 'publisher', 'manager'),
    at: fc.oneof(named, fc.constant('organization')),
    startsIn: fc.constantFrom(null, null, -hour, hour),
    lasts: fc.constantFrom(null, null, 2 * hour),
  })
  .map(({ set, at, startsIn, lasts }): NewGrant => {
    const startsAt = startsIn === null ? null : Date.now() + startsIn;
    return {
      grantId: newId('grt') satisfies GrantId,
      setId: market.sets[set],
      scope: at === 'organization' ? market.organizationId : market.places[at],
      startsAt,
      endsAt: lasts === null ? null : (startsAt ?? Date.now()) + lasts,
    };
  });
const change = fc
  .tuple(
    fc.nat(2),
    fc.constantFrom('grants', 'name', 'suspend', 'resume'),
    fc.array(grant, { maxLength: 3 }),
  )
  .map(([index, what, grants]): Operation => {
    const { memberId } = person(index);
    if (what === 'name') return { type: 'member.update', memberId, externalId: `crm-${index}` };
    if (what === 'grants') return { type: 'member.setGrants', memberId, grants };
    return { type: what === 'suspend' ? 'member.suspend' : 'member.resume', memberId };
  });

test('a module answers what the server answers, reason and end included, whatever was changed before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.array(question, { minLength: 12, maxLength: 12 }),
      async (operations, questions) => {
        for (const operation of operations) await market.change(operation).catch(() => {});
        const { body: session } = await owner.request('GET', '/v1/session');
        const ask = { atLeast: session.revision };
        for (const { subject: who, permission: what, resource: where } of questions) {
          const [here, there] = await Promise.all([
            local.evaluate(who, what, where, ask),
            remote.evaluate(who, what, where, ask),
          ]);
          expect(here).toEqual(there);
        }
        const [first] = questions;
        if (!first) return;
        expect(await local.permissions(first.subject, first.resource, ask)).toEqual(
          await remote.permissions(first.subject, first.resource, ask),
        );
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('names of actions and what is said of a subject mean in a module what they mean to the server', async () => {
  const records = await createRecordsOrganization(server);
  const { key: apiKey } = records;
  const here = createLatchkey({ url: server.url, apiKey });
  const there = createLatchkey({ url: server.url, apiKey, decisions: 'remote' });
  await here.ready();
  const subjects: Subject[] = [records.alice, records.bob].flatMap(({ userId }) => [
    userId,
    { type: 'user', id: userId, properties: { role: 'admin' } },
  ]);
  const resources = [
    { type: 'record', id: 'record-1' },
    { type: 'record', id: 'record-2', properties: { status: 'archived' } },
    { type: 'note', id: '7', properties: { status: 'archived' } },
  ];
  for (const who of subjects) {
    for (const where of resources) {
      for (const what of ['read', 'write', 'delete', 'record.read', 'record.erase']) {
        const answer = await there.evaluate(who, what, where);
        expect(await here.evaluate(who, what, where)).toEqual(answer);
        if (typeof who === 'string') {
          expect(here.principal(who).can(what, where)).toBe(answer.decision);
        }
      }
      expect(await here.permissions(who, where)).toEqual(await there.permissions(who, where));
    }
  }
  here.close();
});
