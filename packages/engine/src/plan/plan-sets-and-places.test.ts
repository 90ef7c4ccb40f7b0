import { expect, test } from 'vitest';
import { as, invite, join, memberId, place, setId } from '../../test/populate.ts';
import { shopModel } from '../../test/shop-model.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { evaluate } from '../decide/evaluate.ts';
import { defineAccessModel } from '../define-access-model.ts';
import type { PermissionSetId } from '../ids.ts';
import type { Plan } from '../plan-result.ts';
import { snapshotModel } from '../snapshot/create-snapshot.ts';

const codes = ({ problems }: Plan) => problems.map(({ code }) => code);
const create = (key: string, permissions: readonly string[], more: object = {}) =>
  ({
    type: 'permissionSet.create',
    setId: setId(key),
    name: key,
    description: '',
    permissions,
    mayGrant: [] as PermissionSetId[],
    ...more,
  }) as const;

test('a set has a name of its own, known permissions, and what they require', () => {
  const shop = shopOrganization();
  expect(codes(shop.plan([create('x', ['campaign.view'], { name: ' ' })]))).toEqual([
    'set_name_missing',
  ]);
  expect(codes(shop.plan([create('x', ['campaign.view'], { name: 'VIEWER' })]))).toEqual([
    'set_name_taken',
  ]);
  expect(codes(shop.plan([create('x', ['campaign.fly'])]))).toEqual(['unknown_permission']);
  expect(shop.plan([create('x', ['campaign.edit'])]).problems).toMatchObject([
    {
      code: 'missing_required_permission',
      subject: 'campaign.edit',
      details: { permissions: ['campaign.view'] },
    },
  ]);
  expect(codes(shop.plan([create('x', ['money.ask', 'money.approve'])]))).toEqual([
    'excluded_permissions',
  ]);
});

test('a standard set is changed and deleted by nobody', () => {
  const shop = shopOrganization();
  const update = { type: 'permissionSet.update', setId: setId('viewer'), name: 'Mine' } as const;
  const remove = {
    type: 'permissionSet.delete',
    setId: setId('viewer'),
    replacementSetId: null,
  } as const;
  expect(codes(shop.plan([update, remove], as('olga')))).toEqual([
    'standard_set_read_only',
    'standard_set_read_only',
  ]);
});

test('whoever edits sets holds, in the whole organization, all that they give before and after', () => {
  const shop = shopOrganization();
  shop.must([create('big', ['campaign.run'])]);
  shop.must([create('small', ['campaign.view'])]);
  const update = (key: string, permissions: readonly string[]) =>
    ({ type: 'permissionSet.update', setId: setId(key), permissions }) as const;
  const planned = shop.plan(
    [
      create('own', ['campaign.edit', 'campaign.view']),
      create('more', ['campaign.publish', 'campaign.edit', 'campaign.view']),
      update('small', ['campaign.edit', 'campaign.view']),
      update('small', ['campaign.run']),
      update('big', ['campaign.view']),
    ],
    as('stella'),
  );
  expect(planned.outcomes).toEqual(['applied', 'refused', 'applied', 'refused', 'refused']);
  expect(codes(planned)).toEqual(['grant_ceiling', 'grant_ceiling', 'grant_ceiling']);
  expect(codes(shop.plan([create('zone', ['campaign.view'])], as('wanda')))).toEqual([
    'not_allowed',
  ]);
});

test('a set names as one to hand out only what its editor may hand out', () => {
  const shop = shopOrganization();
  const naming = (listed: string) =>
    codes(shop.plan([create('x', ['campaign.view'], { mayGrant: [setId(listed)] })], as('stella')));
  expect(naming('editor')).toEqual([]);
  expect(naming('runner')).toEqual(['grant_ceiling']);
});

test('deleting a set in use moves its grants to the replacement, once each', () => {
  const shop = shopOrganization();
  shop.must([create('own', ['campaign.view'])]);
  join(shop, 'nina', [
    { set: 'own', at: 'w1' },
    { set: 'viewer', at: 'w1' },
    { set: 'own', at: 'e1' },
  ]);
  const remove = (replacementSetId: PermissionSetId | null) =>
    ({ type: 'permissionSet.delete', setId: setId('own'), replacementSetId }) as const;
  expect(shop.plan([remove(null)]).problems).toMatchObject([
    { code: 'set_in_use', details: { grants: 2, members: 1 } },
  ]);
  shop.must([remove(setId('viewer'))], as('olga'));
  const held = [...shop.grants.values()].filter((grant) => grant.memberId === 'mem_nina');
  expect(held.map(({ setId: id, scope }) => [id, scope])).toEqual([
    ['pst_viewer', 'ent_w1'],
    ['pst_viewer', 'ent_e1'],
  ]);
});

test('a set in use is taken from its holders when that is asked for, and nobody is left with nothing', () => {
  const shop = shopOrganization();
  shop.must([create('own', ['campaign.view'])]);
  join(shop, 'nina', [
    { set: 'own', at: 'w1' },
    { set: 'viewer', at: 'w1' },
  ]);
  const take = {
    type: 'permissionSet.delete',
    setId: setId('own'),
    replacementSetId: 'none',
  } as const;
  join(shop, 'onno', [{ set: 'own', at: 'e1' }]);
  expect(shop.plan([take]).problems).toMatchObject([
    { code: 'member_needs_access', subject: 'mem_onno' },
  ]);
  shop.must([{ type: 'member.remove', memberId: memberId('onno') }]);
  shop.must([take]);
  const held = [...shop.grants.values()].filter((grant) => grant.memberId === 'mem_nina');
  expect(held.map(({ setId: id }) => id)).toEqual(['pst_viewer']);
});

test('grants of removed people do not keep a set in use', () => {
  const shop = shopOrganization();
  shop.must([create('own', ['campaign.view'])]);
  join(shop, 'nina', [{ set: 'own', at: 'w1' }]);
  shop.must([{ type: 'member.remove', memberId: memberId('nina') }]);
  shop.must([{ type: 'permissionSet.delete', setId: setId('own'), replacementSetId: null }]);
  expect([...shop.grants.values()].some((grant) => grant.setId === 'pst_own')).toBe(false);
});

test('a place has a code of its own and lies where its type may lie', () => {
  const shop = shopOrganization();
  const at = (entityType: string, code: string, ...parents: `ent_${string}`[]) =>
    codes(
      shop.plan([
        { type: 'entity.create', entityId: 'ent_new', entityType, code, name: code, parents },
      ]),
    );
  expect(at('castle', 'x')).toEqual(['unknown_place_type']);
  expect(at('store', 'W1', 'ent_c1', 'ent_west')).toEqual(['place_code_taken']);
  expect(at('store', 'x')).toEqual(['wrong_parent_type']);
  expect(at('store', 'x', 'ent_w1')).toEqual(['wrong_parent_type']);
  expect(at('store', 'x', 'ent_west', 'ent_east')).toEqual(['too_many_parents']);
  expect(at('store', 'x', 'ent_nowhere')).toEqual(['unknown_place']);
  expect(at('store', 'x', 'ent_west', 'ent_c1')).toEqual([]);
});

test('a place cannot lie below itself', () => {
  const shop = shopOrganization();
  place(shop, 'area', 'inner', 'east');
  const below = { type: 'entity.update', entityId: 'ent_east', parents: ['ent_inner'] } as const;
  expect(codes(shop.plan([below]))).toContain('place_cycle');
  const itself = { type: 'entity.update', entityId: 'ent_inner', parents: ['ent_inner'] } as const;
  expect(codes(shop.plan([itself]))).toContain('place_cycle');
});

test('a moved place takes what lies below it along', () => {
  const shop = shopOrganization();
  place(shop, 'area', 'inner', 'east');
  place(shop, 'store', 'i1', 'inner');
  const asksAtI1 = () =>
    evaluate(
      shop.snapshot,
      { memberId: memberId('edgar'), permission: 'campaign.edit', place: 'ent_i1' },
      shop.now,
    ).allowed;
  expect(asksAtI1()).toBe(false);
  shop.must([{ type: 'entity.update', entityId: 'ent_inner', parents: ['ent_west'] }], as('olga'));
  expect(asksAtI1()).toBe(true);
});

test('a manager moves places only between own ones, and gives nobody more there than the manager holds', () => {
  const shop = shopOrganization();
  place(shop, 'area', 'wa', 'west');
  place(shop, 'area', 'wb', 'west');
  place(shop, 'store', 'a1', 'wa');
  const move = (to: `ent_${string}`) =>
    codes(shop.plan([{ type: 'entity.update', entityId: 'ent_a1', parents: [to] }], as('wanda')));
  expect(move('ent_wb')).toEqual([]);
  expect(move('ent_east')).toEqual(['not_allowed']);
  join(shop, 'runa', [{ set: 'runner', at: 'wb' }]);
  expect(move('ent_wb')).toEqual(['grant_ceiling']);
});

test('moving to a model version renews its standard sets and keeps the organization’s own within it', () => {
  const shop = shopOrganization();
  shop.must([create('own', ['campaign.edit', 'campaign.view', 'money.approve'])]);
  const { access: _access, money: _money, ...modules } = shopModel.modules;
  const { asker: _asker, approver: _approver, ...sets } = shopModel.permissionSets;
  const next = defineAccessModel({
    ...shopModel,
    modules,
    permissionSets: {
      ...sets,
      viewer: { name: 'Onlooker', description: '', permissions: ['campaign.view'] },
      fresh: { name: 'Fresh', description: '', permissions: ['campaign.view'] },
    },
  });
  shop.must([
    {
      type: 'model.apply',
      model: next,
      modelHash: 'hash-2',
      newSetIds: { fresh: setId('fresh') },
    },
  ]);
  expect(snapshotModel(shop.snapshot)).toBe(next);
  expect(shop.sets.get(setId('viewer'))).toMatchObject({ name: 'Onlooker', kind: 'standard' });
  expect(shop.sets.has(setId('fresh'))).toBe(true);
  expect(shop.sets.has(setId('asker'))).toBe(false);
  expect(shop.sets.get(setId('own'))?.permissions).toEqual(['campaign.edit', 'campaign.view']);
  expect(
    evaluate(
      shop.snapshot,
      { memberId: memberId('edgar'), permission: 'campaign.edit', place: 'ent_w1' },
      shop.now,
    ).allowed,
  ).toBe(true);
  shop.must([invite(shop, 'nina', [{ set: 'fresh', at: 'w1' }])], as('olga'));
});
