import { expect, test } from 'vitest';
import { as, grants, invite, join, memberId, place, setId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { noon } from '../../test/test-organization.ts';
import type { Operation } from '../operations.ts';
import type { Plan } from '../plan-result.ts';

const codes = ({ problems }: Plan) => problems.map(({ code }) => code);
const undo = ({ effects }: Plan): Operation[] =>
  effects.map((recorded) => ({ type: 'change.revert', changeId: 'chg_1', recorded }));

test('undoing turns a change round, whatever it touched', () => {
  const shop = shopOrganization();
  const tables = () =>
    structuredClone([shop.members, shop.grants, shop.sets, shop.entities, shop.invitations]);
  const changes: Operation[][] = [
    [invite(shop, 'nina', [{ set: 'editor', at: 'w1' }])],
    [
      {
        type: 'member.setGrants',
        memberId: memberId('edgar'),
        grants: grants(shop, [{ set: 'viewer', at: 'e1' }]),
      },
    ],
    [{ type: 'member.setRole', memberId: memberId('edgar'), role: 'owner' }],
    [{ type: 'member.suspend', memberId: memberId('edgar') }],
    [
      {
        type: 'entity.create',
        entityId: 'ent_z',
        entityType: 'zone',
        code: 'z',
        name: 'z',
        parents: [],
      },
      {
        type: 'entity.create',
        entityId: 'ent_s',
        entityType: 'store',
        code: 's',
        name: 's',
        parents: ['ent_z'],
      },
      {
        type: 'permissionSet.create',
        setId: setId('own'),
        name: 'own',
        description: '',
        permissions: ['campaign.view'],
        mayGrant: [],
      },
      {
        type: 'grant.add',
        memberId: memberId('edgar'),
        grant: { grantId: 'grt_s', setId: setId('own'), scope: 'ent_s' },
      },
    ],
  ];
  for (const operations of changes) {
    const before = tables();
    const done = shop.must(operations, as('olga'));
    expect(tables()).not.toEqual(before);
    shop.must(undo(done), as('olga'));
    expect(tables()).toEqual(before);
  }
});

test('what was changed since is named and left alone, the rest is undone', () => {
  const shop = shopOrganization();
  const done = shop.must([
    invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }]),
    invite(shop, 'omar', [{ set: 'viewer', at: 'w1' }]),
  ]);
  shop.must([
    { type: 'invitation.accept', invitationId: 'inv_nina', generation: 1, userId: 'usr_nina' },
  ]);
  const undone = shop.do(undo(done), as('olga'));
  expect(new Set(codes(undone))).toEqual(new Set(['changed_since']));
  expect(shop.members.get('mem_nina')?.status).toBe('active');
  expect([...shop.grants.values()].some((grant) => grant.memberId === 'mem_nina')).toBe(true);
  expect(shop.members.has('mem_omar')).toBe(false);
});

test('undoing is measured by the rights of whoever undoes', () => {
  const shop = shopOrganization();
  const done = shop.must(
    [
      {
        type: 'member.setGrants',
        memberId: memberId('edgar'),
        grants: grants(shop, [{ set: 'viewer', at: 'e1' }]),
      },
    ],
    as('olga'),
  );
  expect(shop.plan(undo(done), as('egon')).outcomes).toEqual(['refused', 'refused']);
  expect(codes(shop.plan(undo(done), as('olga')))).toEqual([]);
});

test('an acceptance, a revoked key and a model version cannot be undone', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }])]);
  const accepted = shop.must([
    { type: 'invitation.accept', invitationId: 'inv_nina', generation: 1, userId: 'usr_nina' },
  ]);
  expect(codes(shop.plan(undo(accepted), as('olga')))).toContain('cannot_undo');
  expect(shop.plan(undo(accepted), as('olga')).effects).toEqual([]);
  shop.must([{ type: 'key.create', keyId: 'key_1', name: 'Till', hint: 'abcd' }]);
  const revoked = shop.must([{ type: 'key.revoke', keyId: 'key_1' }], as('olga'));
  expect(codes(shop.plan(undo(revoked), as('olga')))).toEqual(['cannot_undo']);
});

test('undoing a revocation leaves the old link dead', () => {
  const shop = shopOrganization();
  shop.must([invite(shop, 'nina', [{ set: 'viewer', at: 'w1' }])]);
  const revoked = shop.must([{ type: 'invitation.revoke', invitationId: 'inv_nina' }]);
  shop.must(undo(revoked), as('olga'));
  expect(shop.invitations.get('inv_nina')).toMatchObject({ status: 'waiting', generation: 3 });
});

test('places that are in use by now stay when their import is undone', () => {
  const shop = shopOrganization();
  const done = shop.must([
    {
      type: 'entity.create',
      entityId: 'ent_z',
      entityType: 'zone',
      code: 'z',
      name: 'z',
      parents: [],
    },
    {
      type: 'entity.create',
      entityId: 'ent_y',
      entityType: 'zone',
      code: 'y',
      name: 'y',
      parents: [],
    },
  ]);
  place(shop, 'store', 's', 'z');
  join(shop, 'nina', [{ set: 'viewer', at: 'y' }]);
  expect(codes(shop.do(undo(done), as('olga')))).toEqual(['cannot_undo', 'cannot_undo']);
  expect(shop.entities.has('ent_z')).toBe(true);
});

test('undoing the last owner’s appointment is refused', () => {
  const shop = shopOrganization();
  join(shop, 'oscar', 'owner');
  const resumed = shop.must([{ type: 'member.suspend', memberId: memberId('oscar') }]);
  shop.must([{ type: 'member.resume', memberId: memberId('oscar') }]);
  shop.must([{ type: 'member.suspend', memberId: memberId('olga') }]);
  const again = shop.plan(
    resumed.effects.map((effect) => ({
      type: 'change.revert',
      changeId: 'chg_2',
      recorded:
        effect.object === 'member'
          ? { ...effect, before: effect.after, after: effect.before }
          : effect,
    })),
  );
  expect(codes(again)).toEqual(['last_owner']);
  expect(shop.now).toBe(noon);
});
