import type { InviteAnswer } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createPromotionsOrganization,
  type PromotionsOrganization,
} from '../../../test/promotions-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';

let server: TestServer;
let group: PromotionsOrganization;
let alpha: EntityId;
let beta: EntityId;
let owner: TestClient;
let ada: TestMember;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  group = await createPromotionsOrganization(server.services);
  alpha = await group.addCompany('ALPHA', true);
  beta = await group.addCompany('BETA', false);
  ada = await group.addMember('Ada Admin', group.grant(alpha, ['company.administer']));
  owner = await signInAs(server, group.organizationId, group.owner);
  admin = await signInAs(server, group.organizationId, ada);
});
afterAll(() => server[Symbol.asyncDispose]());

let next = 0;
const add = (client: TestClient, startingAccess: unknown, more: object = {}) =>
  client.request('POST', '/v1/invitations', {
    people: [{ address: `new${++next}@elsewhere.example` }],
    role: 'member',
    grants: [],
    ...(startingAccess === undefined ? {} : { startingAccess }),
    ...more,
  });
async function heldBy(answer: InviteAnswer) {
  const { body } = await owner.request('GET', `/v1/members/${answer.results[0]?.memberId}`);
  return Object.fromEntries(
    body.grants.map((grant: { place: { name: string }; permissions: string[] }) => [
      grant.place.name,
      grant.permissions,
    ]),
  );
}
const text = ({ sentence }: InviteAnswer) => sentence.map((part) => part.text).join('');

test('one way to begin has to be chosen', async () => {
  expect(await add(owner, undefined)).toMatchObject({
    status: 422,
    body: { code: 'starting_access_missing' },
  });
  const both = await add(
    owner,
    { kind: 'none' },
    { grants: [{ scope: alpha, permissions: ['company.use'] }] },
  );
  expect(both.status).toBe(400);
});

test('default access reaches every company that there is, with what is on there and no publishing', async () => {
  const { body } = await add(owner, { kind: 'default', places: 'now' });
  const held = await heldBy(body);
  expect(Object.keys(held).sort()).toEqual(['ALPHA', 'BETA']);
  expect(held['ALPHA']).toHaveLength(11);
  expect(held['BETA']).toHaveLength(5);
  expect([...held['ALPHA'], ...held['BETA']]).not.toContain('promotion.publish');
  expect(body.starting).toMatchObject({
    placeTotal: 2,
    leftOut: [{ place: { name: 'BETA' }, why: 'module_off' }],
  });
});

test('default access that is to include later companies is given for the whole organization', async () => {
  const { body } = await add(owner, { kind: 'default', places: 'later' });
  const held = await heldBy(body);
  expect(Object.keys(held)).toEqual([expect.stringContaining('Group')]);
  expect(Object.values(held)[0]).toHaveLength(11);
});

test('a person may begin with nothing', async () => {
  const { status, body } = await add(owner, { kind: 'none' });
  expect(status).toBe(200);
  expect(await heldBy(body)).toEqual({});
  expect(text(body)).toContain('will not be able to do anything here');
});

test('an owner begins with everything', async () => {
  const { body } = await add(owner, { kind: 'owner' });
  expect(text(body)).toContain('do everything in the whole organization');
});

test('a copy holds what the other person holds now, and is no link to it', async () => {
  const source = await group.addMember(
    'Sam Source',
    group.grant(alpha, ['company.use', 'loyalty.view']),
    group.grant(beta, ['company.use', 'promotion.edit', 'promotion.publish']),
  );
  const { body } = await add(owner, { kind: 'copy', memberId: source.memberId });
  expect(await heldBy(body)).toEqual({
    ALPHA: ['company.use', 'loyalty.view'],
    BETA: ['company.use', 'promotion.edit', 'promotion.publish'],
  });
  expect(body.starting).toMatchObject({
    copiedFrom: { name: 'Sam Source' },
    placeTotal: 2,
    leftOut: [],
  });
  await group.change({ type: 'member.setGrants', memberId: source.memberId, grants: [] });
  expect(Object.keys(await heldBy(body))).toHaveLength(2);
});

test('a copy leaves out what the actor may not give, and says so', async () => {
  const source = await group.addMember(
    'Sue Source',
    group.grant(alpha, ['company.use', 'product.edit']),
    group.grant(beta, ['company.use']),
  );
  const { body } = await add(admin, { kind: 'copy', memberId: source.memberId });
  expect(body.starting).toMatchObject({
    placeTotal: 1,
    leftOut: [{ place: { name: 'BETA' }, permissions: ['Registered user'], why: 'not_yours' }],
  });
  expect(await heldBy(body)).toEqual({ ALPHA: ['company.use', 'product.edit'] });
});

test('what a module that is off leaves no room for is not copied, nor what stood on it', async () => {
  const gamma = await group.addCompany('GAMMA', true);
  const source = await group.addMember(
    'Sid Source',
    group.grant(gamma, ['company.use', 'loyalty.scheme.edit', 'loyalty.scheme.publish']),
  );
  await group.change({ type: 'entitlements.set', scope: gamma, modulesOff: ['loyalty'] });
  const { body } = await add(owner, { kind: 'copy', memberId: source.memberId });
  expect(await heldBy(body)).toEqual({ GAMMA: ['company.use'] });
  expect(body.starting.leftOut).toMatchObject([{ why: 'module_off' }]);
});

test('an owner’s access is not copied', async () => {
  const answer = await add(owner, { kind: 'copy', memberId: group.owner.memberId });
  expect(answer).toMatchObject({ status: 422, body: { code: 'copies_an_owner' } });
});

test('a company administrator adds people to that company only', async () => {
  const { body } = await add(admin, { kind: 'default', places: 'now' });
  expect(Object.keys(await heldBy(body))).toEqual(['ALPHA']);
  for (const startingAccess of [
    { kind: 'none' },
    { kind: 'owner' },
    { kind: 'default', places: 'later' },
    { kind: 'default', places: [beta] },
  ]) {
    const answer = await add(admin, startingAccess);
    expect(answer.body.invited).toBe(0);
  }
  const unseen = await add(admin, { kind: 'copy', memberId: group.owner.memberId });
  expect(unseen).toMatchObject({ status: 404, body: { code: 'unknown_member' } });
});
