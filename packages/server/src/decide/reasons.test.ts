import { afterAll, beforeAll, expect, test } from 'vitest';
import { askDecisionPoint, type DecisionCaller } from '../../test/ask-decision-point.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import type { TestMember } from '../../test/test-member.ts';

let server: TestServer;
let market: MarketOrganization;
let caller: DecisionCaller;
let ravi: TestMember;
let grantId: string;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  const { organizationId } = market;
  const owner = await signInAs(server, organizationId, market.owner);
  const key = (await owner.request('POST', '/v1/keys', { name: 'Campaigns' })).body.secret;
  caller = { url: server.url, organizationId, key };
  const grant = market.grant('publisher', market.places.west);
  grantId = grant.grantId;
  ravi = await market.addMember(grant);
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = async (context: object | undefined, overrides: object = {}) => {
  const { status, body } = await askDecisionPoint(caller, 'evaluation', {
    subject: { type: 'user', id: ravi.userId },
    action: { name: 'campaign.publish' },
    resource: { type: 'store', id: 'W-1' },
    context,
    ...overrides,
  });
  expect(status).toBe(200);
  return body;
};
const elsewhere = { resource: { type: 'store', id: 'E-1' } };

test('a bare answer stays bare', async () => {
  for (const context of [undefined, {}, { reasons: false }, { explain: 'yes' }, { reasons: 1 }]) {
    expect(await ask(context)).toEqual({ decision: true, context: { reason: 'granted' } });
  }
});

test('who asks for reasons gets a neutral one for the person and an exact one for an administrator', async () => {
  const { decision, context } = await ask({ reasons: true }, elsewhere);
  expect(decision).toBe(false);
  expect(context).toEqual({
    reason: 'not_covered',
    reason_user: {
      403: 'You do not have access to this. An administrator of your organization can help.',
    },
    reason_admin: { 403: expect.stringContaining(grantId) },
  });
  expect(context.reason_admin[403]).toContain(market.places.west);
  expect(JSON.stringify(context.reason_user)).not.toContain('campaign');
});

test('a yes has a reason for an administrator and needs none for the person', async () => {
  expect(await ask({ reasons: true })).toEqual({
    decision: true,
    context: {
      reason: 'granted',
      reason_admin: { 200: expect.stringContaining(`grant ${grantId}`) },
    },
  });
});

test('every reason has its sentences, and the person is told the same whatever it is', async () => {
  const asked: [string, object][] = [
    ['unknown_subject', { subject: { type: 'user', id: 'nobody' } }],
    ['unknown_entity', { resource: { type: 'store', id: 'nowhere' } }],
    ['unknown_permission', { action: { name: 'campaign.eat' } }],
    ['no_grant', { action: { name: 'access.key.manage' } }],
    ['not_covered', elsewhere],
  ];
  const told = new Set<string>();
  for (const [reason, overrides] of asked) {
    const { context } = await ask({ reasons: true }, overrides);
    expect(context.reason).toBe(reason);
    expect(context.reason_admin[403].length).toBeGreaterThan(20);
    expect(context.reason_admin[403]).not.toMatch(/undefined|null/);
    told.add(context.reason_user[403]);
  }
  expect(told.size).toBe(1);
});

test('who asks for the explanation gets the chain behind a yes', async () => {
  expect(await ask({ explain: true })).toEqual({
    decision: true,
    context: {
      reason: 'granted',
      explain: {
        member: ravi.memberId,
        permission: 'campaign.publish',
        places: [market.places.w1],
        grant: {
          id: grantId,
          set: market.sets.publisher,
          scope: market.places.west,
          starts_at: null,
          ends_at: null,
          has_permission: true,
          covers_place: true,
        },
        path: [market.places.w1, market.places.west],
        missing_required: [],
        blocked_by: null,
        sets_with_permission: [market.sets.publisher],
      },
    },
  });
});

test('and the nearest miss behind a no, or nothing where a name led nowhere', async () => {
  const { context } = await ask({ explain: true, reasons: true }, elsewhere);
  expect(context.explain).toMatchObject({
    grant: { id: grantId, has_permission: true, covers_place: false },
    path: [],
  });
  expect(context).toHaveProperty('reason_admin');
  const unknown = await ask({ explain: true }, { subject: { type: 'user', id: 'nobody' } });
  expect(unknown.context).toEqual({ reason: 'unknown_subject', explain: null });
});

test('in a batch each item asks for itself', async () => {
  const { body } = await askDecisionPoint(caller, 'evaluations', {
    subject: { type: 'user', id: ravi.userId },
    action: { name: 'campaign.publish' },
    resource: { type: 'store', id: 'W-1' },
    context: { reasons: true },
    evaluations: [{}, { context: {} }, { ...elsewhere, context: { explain: true } }],
  });
  const [first, second, third] = body.evaluations;
  expect(first.context).toHaveProperty('reason_admin');
  expect(second).toEqual({ decision: true, context: { reason: 'granted' } });
  expect(third.context).toHaveProperty('explain.grant');
});
