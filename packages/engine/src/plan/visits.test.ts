import { expect, test } from 'vitest';
import { as, invite, join, memberId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import type { TestOrganization } from '../../test/test-organization.ts';
import { evaluate } from '../decide/evaluate.ts';
import { permissionsAt } from '../decide/permissions-at.ts';
import { placeFilter } from '../decide/place-filter.ts';
import type { Operation } from '../operations.ts';
import type { Plan } from '../plan-result.ts';
import { guardVisitors } from './guard-visitors.ts';
import { guards } from './guards.ts';

const hour = 3_600_000;
const codes = ({ problems }: Plan) => problems.map(({ code }) => code);

const visit = (shop: TestOrganization, more: object = {}): Operation => ({
  type: 'visit.begin',
  memberId: memberId('asha'),
  userId: 'usr_asha',
  name: 'Asha',
  address: 'asha@platform.example',
  endsAt: shop.now + hour,
  ...more,
});

test('a visit lasts eight hours at the longest and is one at a time', () => {
  const shop = shopOrganization();
  expect(codes(shop.plan([visit(shop, { endsAt: shop.now + 8 * hour + 60_001 })]))).toEqual([
    'visit_too_long',
  ]);
  expect(codes(shop.plan([visit(shop, { endsAt: shop.now })]))).toEqual(['ends_in_past']);
  shop.must([visit(shop)]);
  expect(codes(shop.plan([visit(shop)]))).toEqual(['visit_open']);
  expect(codes(shop.plan([visit(shop, { memberId: memberId('other') })]))).toEqual(['visit_open']);
  shop.now += hour;
  shop.must([visit(shop)]);
  shop.must([{ type: 'visit.end', memberId: memberId('asha') }]);
  expect(shop.members.get(memberId('asha'))).toMatchObject({ status: 'removed', visiting: true });
  shop.must([visit(shop)]);
  expect(shop.members.get(memberId('asha'))).toMatchObject({ status: 'active', removedAt: null });
});

test('whoever belongs to the organization does not visit it', () => {
  const shop = shopOrganization();
  join(shop, 'asha', [{ set: 'viewer', at: 'w1' }]);
  const begin = visit(shop, { memberId: memberId('new') });
  expect(codes(shop.plan([begin]))).toEqual(['already_member']);
  shop.must([{ type: 'member.remove', memberId: memberId('asha') }]);
  expect(codes(shop.plan([begin]))).toEqual([]);
});

test('only the platform begins and ends a visit, and no owner changes a visitor', () => {
  const shop = shopOrganization();
  expect(codes(shop.plan([visit(shop)], as('olga')))).toEqual(['operators_only']);
  shop.must([visit(shop)]);
  for (const operation of [
    { type: 'visit.end', memberId: memberId('asha') },
    { type: 'member.remove', memberId: memberId('asha') },
    { type: 'member.setRole', memberId: memberId('asha'), role: 'member' },
    { type: 'member.setAccessEnd', memberId: memberId('asha'), accessEndsAt: null },
  ] as const) {
    expect(codes(shop.plan([operation], as('olga'))), operation.type).toEqual(['operators_only']);
  }
});

test('a visitor changes people and places, and nothing that would outlive the visit', () => {
  const shop = shopOrganization();
  shop.must([visit(shop), invite(shop, 'newowner', 'owner')]);
  const refused: readonly Operation[] = [
    { type: 'member.setRole', memberId: memberId('olga'), role: 'member' },
    { type: 'member.setRole', memberId: memberId('edgar'), role: 'owner' },
    { type: 'member.update', memberId: memberId('olga'), name: 'Other' },
    { type: 'member.suspend', memberId: memberId('olga') },
    { type: 'member.update', memberId: memberId('asha'), name: 'Other' },
    { type: 'key.create', keyId: 'key_1', name: 'Till', hint: 'abcd' },
    invite(shop, 'mine', 'owner'),
    { type: 'invitation.resend', invitationId: 'inv_newowner', linkEndsAt: shop.now + hour },
  ];
  for (const operation of refused) {
    const problem = codes(shop.plan([operation], as('asha')))[0];
    expect(['visitor_may_not', 'operators_only'], operation.type).toContain(problem);
  }
  shop.must([invite(shop, 'ben', [{ set: 'viewer', at: 'w1' }])], as('asha'));
  expect(
    codes(shop.plan([{ type: 'member.suspend', memberId: memberId('edgar') }], as('asha'))),
  ).toEqual([]);

  // Taken away, the guard is missed.
  shop.guards = guards.filter((guard) => guard !== guardVisitors);
  expect(codes(shop.plan([invite(shop, 'mine', 'owner')], as('asha')))).toEqual([]);
});

test('a visitor leads nobody else’s invitation to another address', () => {
  const shop = shopOrganization();
  shop.must([visit(shop), invite(shop, 'ben', [{ set: 'viewer', at: 'w1' }])]);
  const redirect: Operation = {
    type: 'invitation.correct',
    invitationId: 'inv_ben',
    address: 'mine@platform.example',
    linkEndsAt: shop.now + hour,
  };
  expect(codes(shop.plan([redirect], as('asha')))).toEqual(['visitor_may_not']);
  expect(codes(shop.plan([redirect], as('olga')))).toEqual([]);
});

test('while self-serve is off a visitor changes what the owners cannot', () => {
  const shop = shopOrganization();
  shop.must([visit(shop), { type: 'organization.setSelfServe', selfServe: false }]);
  const close: Operation = { type: 'member.suspend', memberId: memberId('edgar') };
  expect(codes(shop.plan([close], as('olga')))).toEqual(['self_serve_off']);
  expect(codes(shop.plan([close], as('asha')))).toEqual([]);
});

test('a visit ends to the millisecond, for changes and for questions', () => {
  const shop = shopOrganization();
  shop.must([visit(shop)]);
  const rename: Operation = { type: 'organization.update', name: 'Renamed' };
  shop.now += hour - 1;
  expect(codes(shop.plan([rename], as('asha')))).toEqual([]);
  const seesPeople = () =>
    placeFilter(shop.snapshot, memberId('asha'), 'access.member.read', shop.now);
  expect(seesPeople()).toEqual({ kind: 'all', validUntil: shop.now + 1 });
  shop.now += 1;
  expect(codes(shop.plan([rename], as('asha')))).toEqual(['not_allowed']);
  expect(seesPeople()).toMatchObject({ kind: 'none' });
});

test('a visit opens the console and none of the platform’s modules', () => {
  const shop = shopOrganization();
  shop.must([visit(shop)]);
  const asks = (permission: string) =>
    evaluate(shop.snapshot, { memberId: memberId('asha'), permission, place: shop.id }, shop.now);
  expect(asks('access.member.read')).toMatchObject({ allowed: true, reason: 'owner' });
  expect(asks('campaign.publish')).toEqual({ allowed: false, reason: 'no_grant' });
  const held = permissionsAt(shop.snapshot, memberId('asha'), shop.id, shop.now);
  expect(held.length).toBeGreaterThan(0);
  expect(held.every((permission) => permission.startsWith('access.'))).toBe(true);
});

test('a visitor is no owner that an organization could be left with', () => {
  const shop = shopOrganization();
  shop.must([visit(shop)]);
  const leave: Operation = { type: 'member.remove', memberId: memberId('olga') };
  expect(codes(shop.plan([leave], as('olga')))).toEqual(['last_owner']);
});
