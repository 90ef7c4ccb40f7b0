import { expect, test } from 'vitest';
import { as, grants, invite, join, memberId, setId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day, noon, type TestOrganization } from '../../test/test-organization.ts';
import { evaluate } from '../decide/evaluate.ts';
import type { Plan } from '../plan-result.ts';

const codes = ({ problems }: Plan) => problems.map(({ code }) => code);
const may = (
  organization: TestOrganization,
  name: string,
  permission: string,
  place: `ent_${string}` | `org_${string}`,
) =>
  evaluate(organization.snapshot, { memberId: memberId(name), permission, place }, organization.now)
    .allowed;

test('an invited person holds nothing until the invitation is accepted', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'editor', at: 'w1' }])], as('olga'));
  expect(may(shop, 'nina', 'campaign.edit', 'ent_w1')).toBe(false);
  const accept = {
    type: 'invitation.accept',
    invitationId: 'inv_nina',
    generation: 1,
    userId: 'usr_nina',
    name: 'Nina Moreau',
  } as const;
  shop.must([accept], { kind: 'invitee', memberId: memberId('nina') });
  expect(may(shop, 'nina', 'campaign.edit', 'ent_w1')).toBe(true);
  expect(shop.members.get('mem_nina')).toMatchObject({ joinedAt: noon, name: 'Nina Moreau' });
  expect(codes(shop.plan([accept], { kind: 'invitee', memberId: memberId('nina') }))).toEqual([
    'invitation_not_waiting',
  ]);
});

test('an address that belongs to the organization is named, and the others go out', () => {
  const shop = shopOrganization();
  const planned = shop.do(
    [
      invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }]),
      invite(shop, 'again', [{ set: 'viewer', at: 'w1' }], { address: 'edgar@shop.example' }),
      invite(shop, 'omar', [{ set: 'viewer', at: 'w1' }]),
      invite(shop, 'twice', [{ set: 'viewer', at: 'w1' }], { address: 'omar@shop.example' }),
    ],
    as('olga'),
  );
  expect(planned.outcomes).toEqual(['applied', 'refused', 'applied', 'refused']);
  expect(planned.problems).toMatchObject([
    { operation: 1, code: 'already_member', subject: 'edgar@shop.example' },
    { operation: 3, code: 'invitation_waiting', subject: 'omar@shop.example' },
  ]);
});

test('who did not answer in time is invited again as the same member on the same invitation', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'editor', at: 'w1' }])]);
  shop.now = noon + 8 * day;
  const again = invite(shop, 'other', [{ set: 'viewer', at: 'e1' }], {
    address: 'nina@shop.example',
  });
  shop.must([again], as('olga'));
  expect(shop.members.has('mem_other')).toBe(false);
  expect(shop.invitations.get('inv_nina')).toMatchObject({ status: 'waiting', generation: 2 });
  const held = [...shop.grants.values()].filter((grant) => grant.memberId === 'mem_nina');
  expect(held).toMatchObject([{ setId: 'pst_viewer', scope: 'ent_e1' }]);
});

test('a link works only in its newest generation, before its end, and for its own person', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }])]);
  const linkEndsAt = noon + 3 * day;
  shop.must([{ type: 'invitation.resend', invitationId: 'inv_nina', linkEndsAt }], as('olga'));
  const accept = (generation: number, name: string) =>
    codes(
      shop.plan(
        [{ type: 'invitation.accept', invitationId: 'inv_nina', generation, userId: 'usr_nina' }],
        { kind: 'invitee', memberId: memberId(name) },
      ),
    );
  expect(accept(1, 'nina')).toEqual(['invitation_superseded']);
  expect(accept(2, 'edgar')).toEqual(['invitation_for_another_person']);
  shop.now = linkEndsAt - 1;
  expect(accept(2, 'nina')).toEqual([]);
  shop.now = linkEndsAt;
  expect(accept(2, 'nina')).toEqual(['invitation_expired']);
});

test('no member, not even an owner, answers an invitation for somebody else', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }])]);
  const accept = {
    type: 'invitation.accept',
    invitationId: 'inv_nina',
    generation: 1,
    userId: 'usr_nina',
  } as const;
  expect(codes(shop.plan([accept], as('olga')))).toEqual(['not_allowed']);
});

test('revoking an invitation removes the person and kills every link', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }])]);
  shop.must([{ type: 'invitation.revoke', invitationId: 'inv_nina' }], as('olga'));
  expect(shop.members.get('mem_nina')).toMatchObject({ status: 'removed', removedAt: noon });
  expect(shop.invitations.get('inv_nina')).toMatchObject({ status: 'revoked', generation: 2 });
});

test('nobody is invited from outside the allowed domains, not even by an owner', () => {
  const shop = shopOrganization();
  shop.must([{ type: 'organization.update', allowedDomains: ['Shop.example'] }], as('olga'));
  const planned = shop.do(
    [
      invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }]),
      invite(shop, 'omar', [{ set: 'viewer', at: 'w1' }], { address: 'omar@agency.example' }),
    ],
    as('olga'),
  );
  expect(planned.problems).toMatchObject([
    { operation: 1, code: 'domain_not_allowed', details: { domain: 'agency.example' } },
  ]);
});

test('a member needs access and an owner needs none', () => {
  const shop = shopOrganization();
  const withGrants = invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }], { role: 'owner' });
  expect(codes(shop.plan([withGrants]))).toEqual(['owner_needs_no_access']);
  expect(codes(shop.plan([invite(shop, 'omar', [])]))).toEqual(['member_needs_access']);
  expect(
    codes(shop.plan([{ type: 'member.setGrants', memberId: memberId('edgar'), grants: [] }])),
  ).toEqual(['member_needs_access']);
  expect(
    codes(shop.plan([{ type: 'member.setRole', memberId: memberId('olga'), role: 'member' }])),
  ).toContain('member_needs_access');
});

test('a new role and the grants that go with it stand or fall together', () => {
  const shop = shopOrganization();
  join(shop, 'oscar', 'owner');
  const demotion = [
    { type: 'member.setRole', memberId: memberId('oscar'), role: 'member' },
    {
      type: 'member.setGrants',
      memberId: memberId('oscar'),
      grants: grants(shop, [{ set: 'viewer', at: 'nowhere' }]),
    },
  ] as const;
  expect(shop.plan(demotion).outcomes).toEqual(['refused', 'refused']);
  shop.must(
    [demotion[0], { ...demotion[1], grants: grants(shop, [{ set: 'viewer', at: 'east' }]) }],
    as('olga'),
  );
  expect(shop.members.get('mem_oscar')?.role).toBe('member');
});

test('grants name sets and open places that exist, and end after now and after their start', () => {
  const shop = shopOrganization();
  shop.must([{ type: 'entity.update', entityId: 'ent_w2', closed: true }]);
  const planned = shop.plan([
    invite(shop, 'nina', [
      { set: 'nothing', at: 'w1' },
      { set: 'viewer', at: 'nowhere' },
      { set: 'viewer', at: 'w2' },
      { set: 'viewer', at: 'w1', endsAt: noon },
      { set: 'editor', at: 'w1', startsAt: noon + 2, endsAt: noon + 1 },
    ]),
  ]);
  expect(codes(planned)).toEqual([
    'unknown_permission_set',
    'unknown_place',
    'place_closed',
    'ends_in_past',
    'ends_before_start',
  ]);
});

test('a place that has closed since keeps its grants, and takes no new ones', () => {
  const shop = shopOrganization();
  join(shop, 'carla', [{ set: 'viewer', at: 'w2' }]);
  shop.must([{ type: 'entity.update', entityId: 'ent_w2', closed: true }]);
  const set = (...words: Parameters<typeof grants>[1]) =>
    codes(
      shop.plan([
        {
          type: 'member.setGrants',
          memberId: memberId('carla'),
          grants: grants(shop, words),
        },
      ]),
    );
  expect(set({ set: 'viewer', at: 'w2' }, { set: 'viewer', at: 'w1' })).toEqual([]);
  expect(set({ set: 'viewer', at: 'w2', endsAt: noon + 1000 })).toEqual([]);
  expect(set({ set: 'editor', at: 'w2' })).toEqual(['place_closed']);
});

test('setting grants keeps equal ones as they are', () => {
  const shop = shopOrganization();
  const before = [...shop.grants].find(([, grant]) => grant.memberId === 'mem_edgar');
  const planned = shop.do(
    [
      {
        type: 'member.setGrants',
        memberId: memberId('edgar'),
        grants: grants(shop, [
          { set: 'editor', at: 'west' },
          { set: 'viewer', at: 'east' },
          { set: 'viewer', at: 'east' },
        ]),
      },
    ],
    as('olga'),
  );
  expect(planned.effects).toMatchObject([{ object: 'grant', before: null }]);
  expect(before !== undefined && shop.grants.has(before[0])).toBe(true);
});

test('what is so already is unchanged, and what comes back to where it was has no effect', () => {
  const shop = shopOrganization();
  const planned = shop.plan([
    { type: 'member.update', memberId: memberId('edgar'), name: 'edgar' },
    { type: 'member.resume', memberId: memberId('edgar') },
    {
      type: 'grant.add',
      memberId: memberId('edgar'),
      grant: { grantId: 'grt_new', setId: setId('editor'), scope: 'ent_west' },
    },
    { type: 'organization.update', name: 'Other' },
    { type: 'organization.update', name: 'Test' },
  ]);
  expect(planned.outcomes).toEqual(['unchanged', 'unchanged', 'unchanged', 'applied', 'applied']);
  expect(planned.effects).toEqual([]);
});

test('removing keeps the grants on record, and restoring brings the person back with or without them', () => {
  const shop = shopOrganization();
  const remove = { type: 'member.remove', memberId: memberId('edgar') } as const;
  shop.must([remove], as('olga'));
  expect(may(shop, 'edgar', 'campaign.edit', 'ent_w1')).toBe(false);
  const restore = (withAccess: boolean) =>
    ({ type: 'member.restore', memberId: memberId('edgar'), withAccess }) as const;
  shop.must([restore(true)], as('olga'));
  expect(may(shop, 'edgar', 'campaign.edit', 'ent_w1')).toBe(true);
  shop.must([remove], as('olga'));
  shop.must([restore(false)], as('olga'));
  expect(shop.members.get('mem_edgar')?.status).toBe('active');
  expect(may(shop, 'edgar', 'campaign.edit', 'ent_w1')).toBe(false);
});

test('restoring somebody who never joined invites again with a new link', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }])]);
  shop.must([{ type: 'member.remove', memberId: memberId('nina') }]);
  expect(shop.invitations.get('inv_nina')).toMatchObject({ status: 'revoked', generation: 2 });
  shop.must([{ type: 'member.restore', memberId: memberId('nina'), withAccess: true }], as('olga'));
  expect(shop.members.get('mem_nina')?.status).toBe('invited');
  expect(shop.invitations.get('inv_nina')).toMatchObject({
    status: 'waiting',
    generation: 3,
    linkEndsAt: noon + 7 * day,
  });
});

test('a removed person cannot come back to an address that somebody else has by now', () => {
  const shop = shopOrganization();
  shop.must([{ type: 'member.remove', memberId: memberId('edgar') }]);
  shop.must([
    invite(shop, 'edgar2', [{ set: 'viewer', at: 'w1' }], { address: 'edgar@shop.example' }),
  ]);
  const restore = {
    type: 'member.restore',
    memberId: memberId('edgar'),
    withAccess: true,
  } as const;
  expect(codes(shop.plan([restore]))).toEqual(['address_in_use']);
});

test('only resuming ends a suspension', () => {
  const shop = shopOrganization();
  shop.must([{ type: 'member.suspend', memberId: memberId('edgar') }], as('olga'));
  shop.do(
    [
      invite(shop, 'edgar', [{ set: 'viewer', at: 'w1' }]),
      { type: 'member.restore', memberId: memberId('edgar'), withAccess: true },
      { type: 'member.setAccessEnd', memberId: memberId('edgar'), accessEndsAt: noon + day },
      {
        type: 'grant.add',
        memberId: memberId('edgar'),
        grant: { grantId: 'grt_x', setId: setId('viewer'), scope: shop.id },
      },
    ],
    as('olga'),
  );
  expect(shop.members.get('mem_edgar')?.status).toBe('suspended');
  shop.must([{ type: 'member.resume', memberId: memberId('edgar') }], as('olga'));
  expect(shop.members.get('mem_edgar')?.status).toBe('active');
});
