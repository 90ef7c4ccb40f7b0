import { expect, test } from 'vitest';
import { as, grants, invite, join, memberId, setId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day, noon } from '../../test/test-organization.ts';
import type { Plan } from '../plan-result.ts';

const codes = ({ problems }: Plan) => problems.map(({ code }) => code);

test('a manager invites to places inside the own part, with sets that may be handed out', () => {
  const shop = shopOrganization();
  const planned = shop.plan(
    [
      invite(shop, 'a', [{ set: 'editor', at: 'w1' }]),
      invite(shop, 'b', [{ set: 'editor', at: 'e1' }]),
      invite(shop, 'c', [{ set: 'manager', at: 'w1' }]),
      invite(shop, 'd', [{ set: 'runner', at: 'w1' }]),
      invite(shop, 'e', 'owner'),
      invite(shop, 'f', [{ set: 'viewer', at: 'organization' }]),
    ],
    as('wanda'),
  );
  expect(planned.outcomes).toEqual([
    'applied',
    'refused',
    'refused',
    'refused',
    'refused',
    'refused',
  ]);
  expect(codes(planned)).toEqual([
    'not_allowed',
    'grant_ceiling',
    'grant_ceiling',
    'owners_only',
    'not_allowed',
  ]);
  // Listed to be handed out, and still more than the manager holds.
  expect(planned.problems[2]?.details).toEqual({
    place: 'ent_w1',
    permissions: ['campaign.publish', 'campaign.run'],
  });
});

test('an editor manages nobody', () => {
  const shop = shopOrganization();
  const planned = shop.plan(
    [
      invite(shop, 'a', [{ set: 'viewer', at: 'w1' }]),
      { type: 'member.suspend', memberId: memberId('wanda') },
      { type: 'member.setAccessEnd', memberId: memberId('edgar'), accessEndsAt: null },
      { type: 'key.create', keyId: 'key_1', name: 'Till', hint: 'abcd' },
      { type: 'organization.update', name: 'Mine' },
    ],
    as('edgar'),
  );
  expect(codes(planned)).toEqual(['not_allowed', 'not_allowed', 'not_allowed', 'owners_only']);
  expect(planned.outcomes).toEqual(['refused', 'refused', 'unchanged', 'refused', 'refused']);
});

test('a manager suspends and removes only people whose whole access lies inside', () => {
  const shop = shopOrganization();
  join(shop, 'both', [
    { set: 'viewer', at: 'w1' },
    { set: 'viewer', at: 'e1' },
  ]);
  join(shop, 'runa', [{ set: 'runner', at: 'w1' }]);
  const suspend = (name: string) =>
    codes(shop.plan([{ type: 'member.suspend', memberId: memberId(name) }], as('wanda')));
  expect(suspend('edgar')).toEqual([]);
  expect(suspend('both')).toEqual(['not_dominated']);
  expect(suspend('runa')).toEqual(['not_dominated']);
  expect(suspend('egon')).toEqual(['not_dominated']);
  expect(suspend('olga')).toEqual(['owners_only']);
});

test('a manager changes only the grants inside the own part', () => {
  const shop = shopOrganization();
  join(shop, 'both', [
    { set: 'viewer', at: 'w1' },
    { set: 'viewer', at: 'e1' },
  ]);
  const inside = shop.plan(
    [
      {
        type: 'member.setGrants',
        memberId: memberId('both'),
        grants: grants(shop, [
          { set: 'editor', at: 'w2' },
          { set: 'viewer', at: 'e1' },
        ]),
      },
    ],
    as('wanda'),
  );
  expect(codes(inside)).toEqual([]);
  const outside = shop.plan(
    [
      {
        type: 'member.setGrants',
        memberId: memberId('both'),
        grants: grants(shop, [{ set: 'viewer', at: 'w1' }]),
      },
    ],
    as('wanda'),
  );
  expect(outside.problems).toMatchObject([{ code: 'not_allowed', subject: 'ent_e1' }]);
});

test('nobody widens or prolongs the own access', () => {
  const shop = shopOrganization();
  const planned = shop.plan(
    [
      {
        type: 'grant.add',
        memberId: memberId('wanda'),
        grant: { grantId: 'grt_own', setId: setId('editor'), scope: 'ent_west' },
      },
      { type: 'organization.update' },
      {
        type: 'member.setAccessEnd',
        memberId: memberId('wanda'),
        accessEndsAt: noon + 100 * day,
      },
    ],
    as('wanda'),
  );
  expect(codes(planned)).toEqual(['not_allowed', 'not_allowed']);
});

test('people correct their own name and phone, and no other thing about themselves', () => {
  const shop = shopOrganization();
  const own = (change: object) =>
    codes(
      shop.plan([{ type: 'member.update', memberId: memberId('edgar'), ...change }], as('edgar')),
    );
  expect(own({ name: 'Edgar Silva', phone: '+4420' })).toEqual([]);
  expect(own({ externalId: 'p-1' })).toEqual(['not_allowed']);
});

test('a suspended or ended manager changes nothing', () => {
  const shop = shopOrganization();
  shop.must([{ type: 'member.setAccessEnd', memberId: memberId('wanda'), accessEndsAt: noon + 5 }]);
  const act = [{ type: 'member.suspend', memberId: memberId('edgar') }] as const;
  expect(codes(shop.plan(act, as('wanda')))).toEqual([]);
  shop.now = noon + 5;
  expect(codes(shop.plan(act, as('wanda')))).toEqual(['not_allowed']);
  shop.must([{ type: 'member.suspend', memberId: memberId('egon') }]);
  expect(codes(shop.plan(act, as('egon')))).toEqual(['not_allowed']);
});

test('there is always an owner who is active and has no end of access, on every path', () => {
  const shop = shopOrganization();
  const olga = memberId('olga');
  const paths = [
    [{ type: 'member.suspend', memberId: olga }],
    [{ type: 'member.remove', memberId: olga }],
    [{ type: 'member.setAccessEnd', memberId: olga, accessEndsAt: noon + day }],
    [
      { type: 'member.setRole', memberId: olga, role: 'member' },
      {
        type: 'member.setGrants',
        memberId: olga,
        grants: grants(shop, [{ set: 'viewer', at: 'w1' }]),
      },
    ],
  ] as const;
  for (const operations of paths) {
    expect(codes(shop.plan(operations, as('olga')))).toEqual(['last_owner']);
    expect(codes(shop.plan(operations))).toEqual(['last_owner']);
  }
  shop.must([invite(shop, 'oscar', 'owner')], as('olga'));
  expect(codes(shop.plan(paths[1]))).toEqual(['last_owner']);
  shop.must([
    { type: 'invitation.accept', invitationId: 'inv_oscar', generation: 1, userId: 'usr_oscar' },
  ]);
  for (const operations of paths) expect(codes(shop.plan(operations, as('olga')))).toEqual([]);
  const both = shop.plan([...paths[1], { type: 'member.remove', memberId: memberId('oscar') }]);
  expect(both.outcomes).toEqual(['applied', 'refused']);
});

test('without its guard the last owner would be lost', () => {
  const shop = shopOrganization();
  shop.guards = [];
  shop.must([{ type: 'member.remove', memberId: memberId('olga') }]);
  expect(
    [...shop.members.values()].filter(
      ({ role, status }) => role === 'owner' && status === 'active',
    ),
  ).toEqual([]);
});

test('duties that exclude each other never meet in one person at one place', () => {
  const shop = shopOrganization();
  const asking = (first: string, second: string) =>
    codes(
      shop.plan([
        invite(shop, 'x', [
          { set: 'asker', at: first },
          { set: 'approver', at: second },
        ]),
      ]),
    );
  expect(asking('west', 'w1')).toEqual(['excluded_permissions']);
  // A store of the concept lies in the zone.
  expect(asking('west', 'c1')).toEqual(['excluded_permissions']);
  expect(asking('west', 'east')).toEqual([]);
});
