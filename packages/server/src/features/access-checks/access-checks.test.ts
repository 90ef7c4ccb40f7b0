import type { AccessCheck, BulkAct, BulkAnswer } from '@latchkey/contract';
import { type MemberId, snapshotModel } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { createPromotionsOrganization } from '../../../test/promotions-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';
import { newId } from '../../ids.ts';
import { whyNot } from './why-not.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let editor: TestMember;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  editor = await market.addMember(market.grant('editor', market.places.west));
});
afterAll(() => server[Symbol.asyncDispose]());

const text = (sentence: { text: string }[]) => sentence.map((part) => part.text).join('');
const check = async (
  permission: string,
  place: string,
  by = owner,
  memberId: MemberId = editor.memberId,
  at?: string,
) => (await by.request('POST', '/v1/access-checks', { memberId, permission, place, at })).body;
const broken = ({ chain }: AccessCheck) => chain.filter(({ holds }) => !holds);
const acts = ({ remedies }: AccessCheck) => remedies.flatMap(({ act }) => act ?? []);
const said = ({ remedies }: AccessCheck) => remedies.map((remedy) => text(remedy.text));

const carryOut = async (by: TestClient, memberId: MemberId, act: BulkAct): Promise<BulkAnswer> =>
  (
    await by.request('POST', '/v1/members/bulk', {
      selection: { kind: 'members', memberIds: [memberId] },
      act,
    })
  ).body;

test('a yes shows its chain from the person to the place, and who gave it', async () => {
  const answer = await check('campaign.edit', market.places.w1);
  expect(answer.allowed).toBe(true);
  expect(text(answer.sentence)).toMatch(
    /^Person \d+ can edit campaigns at Store W-1 · Harbour Street\.$/,
  );
  expect(answer.because).toBe('Through Campaign editor at West zone.');
  expect(
    answer.chain.map(({ about, holds }: AccessCheck['chain'][number]) => [about, holds]),
  ).toEqual([
    ['person', true],
    ['grant', true],
    ['permission', true],
    ['place', true],
  ]);
  expect(answer.chain[1].detail).toMatch(/^Has no end\. Given by Latchkey \d+ \w+ \d{4}/);
  expect(answer.path.map(({ name }: { name: string }) => name)).toEqual(['Harbour Street', 'West']);
  expect([answer.remedies, answer.helpers]).toEqual([[], []]);
});

test('an owner may do everything everywhere', async () => {
  const answer = await check('campaign.publish', market.places.e1, owner, market.owner.memberId);
  expect(answer.because).toBe('An owner may do everything everywhere.');
});

test('people check themselves, and others only where they see them', async () => {
  const client = await signInAs(server, market.organizationId, editor);
  expect((await check('campaign.edit', market.places.w1, client)).allowed).toBe(true);
  const other = await check('campaign.edit', market.places.w1, client, market.owner.memberId);
  expect(other.code).toBe('unknown_member');
});

describe('a no names what is missing and what would mend it', () => {
  test('a permission that no set held here includes: the least set that would help is offered, and helps', async () => {
    const person = await market.addMember(market.grant('editor', market.places.west));
    const ask = () => check('campaign.publish', market.places.w1, owner, person.memberId);
    const answer = await ask();
    expect(answer).toMatchObject({ allowed: false, reason: 'no_grant' });
    expect(answer.because).toBe('No permission set held here includes it.');
    expect(broken(answer)).toEqual([
      {
        about: 'permission',
        label: 'Publish campaigns',
        detail: 'Is not in Campaign editor.',
        holds: false,
      },
    ]);
    const [remedy] = answer.remedies;
    expect(text(remedy.text)).toMatch(
      /^Give Person \d+ the set Campaign publisher at Store W-1 · Harbour Street\.$/,
    );
    expect(remedy).toMatchObject({ completes: true, act: { label: 'Give Campaign publisher' } });
    const done = await carryOut(owner, person.memberId, remedy.act.request);
    expect(done.changed).toBe(1);
    expect((await ask()).allowed).toBe(true);
    await owner.request('POST', `/v1/changes/${done.changeIds[0]}/undo`, {});
    expect((await ask()).allowed).toBe(false);
  });

  test('a set that is held elsewhere', async () => {
    const answer = await check('campaign.edit', market.places.e1);
    expect(answer).toMatchObject({ allowed: false, reason: 'not_covered' });
    expect(broken(answer)).toMatchObject([
      { about: 'place', detail: 'Does not lie in West zone.' },
    ]);
    expect(acts(answer)[0]?.label).toBe('Give Campaign editor');
  });

  test('somebody suspended is resumed; what is missing besides stays said', async () => {
    const person = await market.addMember(market.grant('editor', market.places.west));
    await market.change({ type: 'member.suspend', memberId: person.memberId });
    const edit = await check('campaign.edit', market.places.w1, owner, person.memberId);
    expect(edit).toMatchObject({ reason: 'member_inactive' });
    expect(edit.remedies).toMatchObject([
      { completes: true, act: { request: { type: 'resume' } } },
    ]);
    const publish = await check('campaign.publish', market.places.w1, owner, person.memberId);
    expect(broken(publish).map(({ about }) => about)).toEqual(['person', 'permission']);
    expect(publish.remedies).toMatchObject([{ completes: false }]);
  });

  test('a removed person is restored with what was held', async () => {
    const person = await market.addMember(market.grant('editor', market.places.west));
    await market.change({ type: 'member.remove', memberId: person.memberId });
    const answer = await check('campaign.edit', market.places.w1, owner, person.memberId);
    expect(answer.remedies).toMatchObject([
      { completes: true, act: { request: { type: 'restore', withAccess: true } } },
    ]);
  });

  test('all access that has ended is extended; a set that has ended is given again where it was', async () => {
    const tomorrow = Date.now() + 86_400_000;
    const at = new Date(tomorrow + 1000).toISOString();
    const person = await market.addMember(market.grant('editor', market.places.west, tomorrow));
    const ask = () => check('campaign.edit', market.places.w1, owner, person.memberId, at);
    const ended = await ask();
    expect(ended).toMatchObject({ reason: 'expired', because: 'The access has ended.' });
    expect(broken(ended)[0]?.detail).toMatch(/^Ended /);
    expect(acts(ended)[0]?.request).toMatchObject({ grants: [{ scope: market.places.west }] });
    await market.change(
      {
        type: 'member.setGrants',
        memberId: person.memberId,
        grants: [market.grant('editor', market.places.west)],
      },
      { type: 'member.setAccessEnd', memberId: person.memberId, accessEndsAt: tomorrow },
    );
    const extended = await ask();
    expect(extended.remedies).toMatchObject([
      { completes: true, act: { request: { type: 'setAccessEnd', accessEndsAt: null } } },
    ]);
  });

  test('a set that has not begun yet begins by itself, or is given now', async () => {
    const startsAt = Date.now() + 86_400_000;
    const person = await market.addMember({
      ...market.grant('editor', market.places.west),
      startsAt,
    });
    const answer = await check('campaign.edit', market.places.w1, owner, person.memberId);
    expect(answer).toMatchObject({ reason: 'not_started' });
    expect(said(answer).at(-1)).toMatch(/^It begins by itself /);
    expect(acts(answer)).toHaveLength(2);
  });

  test('a restriction is named with the set that carries it, and no set is offered against it', async () => {
    const setId = newId('pst');
    await market.change({
      type: 'permissionSet.create',
      setId,
      name: 'Contractor',
      description: '',
      permissions: ['access.member.read'],
      mayGrant: [],
      restrictions: ['hide-phone'],
    });
    const person = await market.addMember(market.grant('editor', market.places.west), {
      grantId: newId('grt'),
      setId,
      scope: market.places.east,
    });
    const answer = await check('campaign.edit', market.places.w1, owner, person.memberId);
    expect(answer).toMatchObject({ reason: 'masked' });
    expect(broken(answer)).toMatchObject([
      {
        about: 'restriction',
        label: 'Hide phone numbers',
        detail: 'Contractor carries this restriction, and it hides the module.',
      },
    ]);
    expect(acts(answer)).toEqual([]);
    expect(said(answer)[0]).toMatch(/^Such a restriction binds whatever else is held\./);
  });

  test('what the access model does not have, and places that are not there', async () => {
    const permission = await check('campaign.burn', market.places.w1);
    expect(permission).toMatchObject({ reason: 'unknown_permission' });
    expect(said(permission)[0]).toContain('choose it from the list');
    const place = await check('campaign.edit', 'ent_00000000nowhere');
    expect(place).toMatchObject({ reason: 'unknown_entity' });
    expect(said(place)).toEqual(['Choose a place from the list.']);
  });

  test('every reason has a sentence of its own, however access is given', async () => {
    const snapshot = await server.services.snapshots.current(market.organizationId);
    const model = snapshotModel(snapshot);
    const reasons = [
      'no_grant',
      'not_covered',
      'missing_required',
      'module_disabled',
      'masked',
      'expired',
      'not_started',
      'unknown_subject',
      'unknown_entity',
      'unknown_permission',
      'member_inactive',
    ] as const;
    for (const assignment of ['sets', 'one_set', 'direct'] as const) {
      const sentences = reasons.map((reason) => whyNot({ ...model, assignment }, reason));
      expect(new Set(sentences).size).toBe(reasons.length);
    }
  });
});

test('a module that is off stops owners too, and only whoever runs the platform can switch it on', async () => {
  const group = await createPromotionsOrganization(server.services);
  const company = await group.addCompany('NORTH', false);
  const client = await signInAs(server, group.organizationId, group.owner);
  const person = await group.addMember('Una Under', group.grant(company, ['company.use']));
  const ask = (permission: string, memberId: MemberId) =>
    check(permission, company, client, memberId);
  const answer = await ask('loyalty.scheme.edit', group.owner.memberId);
  expect(answer).toMatchObject({ reason: 'module_disabled', helpers: [] });
  expect(broken(answer)).toMatchObject([{ about: 'module', label: 'Loyalty' }]);
  expect(said(answer)).toEqual(['Whoever runs the platform can switch Loyalty on.']);
  // Where permissions are given one by one, the table of the place is where it is done.
  const direct = await ask('promotion.edit', person.memberId);
  expect(direct.because).toBe('It is not held here.');
  expect(said(direct)).toEqual(['It is given in the table of the place.']);
});

describe('who can help', () => {
  test('owners and those who may give the set there, as far as the asker sees them; the asker is offered the act instead', async () => {
    const manager = await market.addMember(market.grant('manager', market.places.west));
    const person = await market.addMember(market.grant('editor', market.places.w2));
    const client = await signInAs(server, market.organizationId, manager);
    const byOwner = await check('campaign.edit', market.places.w1, owner, person.memberId);
    expect(byOwner.helpers.map(({ memberId }: { memberId: string }) => memberId)).toEqual([
      manager.memberId,
    ]);
    expect(acts(byOwner)[0]?.label).toBe('Give Campaign editor');
    // The manager may give the editor's set, and not the publisher's; owners are not among the people seen.
    const edit = await check('campaign.edit', market.places.w1, client, person.memberId);
    expect(acts(edit).map(({ label }) => label)).toEqual(['Give Campaign editor']);
    expect(edit.helpers).toEqual([]);
    const publish = await check('campaign.publish', market.places.w1, client, person.memberId);
    expect(acts(publish)).toEqual([]);
    expect(said(publish)).toEqual(['Somebody who may give Campaign publisher here can help.']);
  });
});

test('a place that the asker is not shown is not named, and neither is a giver whom the asker does not see', async () => {
  const { west, w1, e1 } = market.places;
  const client = await signInAs(server, market.organizationId, editor);
  for (const place of [e1, 'ent_00000000nowhere']) {
    expect((await check('campaign.edit', place, client)).code).toBe('unknown_place');
  }
  expect((await check('campaign.edit', west, client)).allowed).toBe(true);
  const manager = await market.addMember(market.grant('manager', west));
  const managing = await signInAs(server, market.organizationId, manager);
  expect((await check('campaign.edit', e1, managing)).code).toBe('unknown_place');

  const ask = (by: TestClient) => check('campaign.publish', w1, by, manager.memberId);
  const [give] = acts(await ask(owner));
  if (!give) throw new Error('No set is offered.');
  await carryOut(owner, manager.memberId, give.request);
  const grantOf = (check: AccessCheck) => check.chain.find(({ about }) => about === 'grant');
  expect(grantOf(await ask(owner))?.detail).toMatch(/Given by Olga Owner /);
  expect(grantOf(await ask(managing))?.detail).not.toMatch(/Olga/);
});
