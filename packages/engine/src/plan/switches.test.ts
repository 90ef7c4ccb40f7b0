import { expect, test } from 'vitest';
import { companyOrganization } from '../../test/company-model.ts';
import { as, entityId, join, memberId, setId } from '../../test/populate.ts';
import { shopModel } from '../../test/shop-model.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { TestOrganization } from '../../test/test-organization.ts';
import { evaluate } from '../decide/evaluate.ts';
import { mayHandOut } from '../decide/management.ts';
import { defineAccessModel } from '../define-access-model.ts';
import type { Operation } from '../operations.ts';
import type { Plan } from '../plan-result.ts';
import { guardAssignment } from './guard-assignment.ts';
import { guardOperators } from './guard-operators.ts';
import { guards } from './guards.ts';

const codes = ({ problems }: Plan) => problems.map(({ code }) => code);
const stockOff: Operation = {
  type: 'entitlements.set',
  scope: entityId('west'),
  modulesOff: ['stock'],
};

test('a module that is off at a place is off for everything below it, for owners too, and nowhere else', () => {
  const shop = shopOrganization();
  shop.must([stockOff]);
  const reason = (place: string) =>
    evaluate(
      shop.snapshot,
      { memberId: memberId('olga'), permission: 'stock.count', place: entityId(place) },
      shop.now,
    ).reason;
  expect(['w1', 'west', 'e1'].map(reason)).toEqual(['module_disabled', 'module_disabled', 'owner']);
});

test('only switchable modules are switched', () => {
  const shop = shopOrganization();
  expect(
    codes(
      shop.plan([
        { type: 'entitlements.set', scope: shop.id, modulesOff: ['campaign'] },
        { type: 'entitlements.set', scope: 'ent_nowhere', modulesOff: [] },
      ]),
    ),
  ).toEqual(['module_not_switchable', 'unknown_place']);
});

test('what is switched is for operators: not even an owner turns a module or self-serve on', () => {
  const shop = shopOrganization();
  const asked: Operation[] = [stockOff, { type: 'organization.setSelfServe', selfServe: false }];
  expect(codes(shop.plan(asked, as('olga')))).toEqual(['operators_only', 'operators_only']);
  shop.guards = guards.filter((guard) => guard !== guardOperators);
  expect(codes(shop.plan(asked, as('olga')))).toEqual([]);
});

test('a switch that an operator has turned is not turned back by undoing', () => {
  const shop = shopOrganization();
  const { effects } = shop.must([stockOff]);
  const undo = effects.map(
    (recorded): Operation => ({ type: 'change.revert', changeId: 'chg_1', recorded }),
  );
  expect(codes(shop.plan(undo, as('olga')))).toEqual(['operators_only']);
});

test('while self-serve is off the organization’s people change nothing, and can still answer an invitation', () => {
  const shop = shopOrganization();
  shop.must([
    {
      type: 'member.invite',
      memberId: 'mem_new',
      invitationId: 'inv_new',
      address: 'new@shop.example',
      name: 'New',
      role: 'owner',
      grants: [],
      signInMethod: 'password',
      linkEndsAt: shop.now + 1000,
    },
    { type: 'organization.setSelfServe', selfServe: false },
  ]);
  const suspend: Operation = { type: 'member.suspend', memberId: memberId('edgar') };
  expect(codes(shop.plan([suspend], as('olga')))).toEqual(['self_serve_off']);
  const accept: Operation = {
    type: 'invitation.accept',
    invitationId: 'inv_new',
    generation: 1,
    userId: 'usr_new',
  };
  expect(codes(shop.plan([accept], { kind: 'invitee', memberId: 'mem_new' }))).toEqual([]);
  shop.must([{ type: 'organization.setSelfServe', selfServe: true }]);
  expect(codes(shop.plan([suspend], as('olga')))).toEqual([]);
});

test('an organization does without an optional type until it is switched on, and with it while places are open', () => {
  const companies = companyOrganization();
  const depot: Operation = {
    type: 'entity.create',
    entityId: 'ent_d1',
    entityType: 'depot',
    code: 'd1',
    name: 'Depot',
    parents: [entityId('north')],
  };
  expect(codes(companies.plan([depot]))).toEqual(['place_type_off']);
  companies.must([{ type: 'organization.update', typesOff: [] }], as('olga'));
  companies.must([depot], as('olga'));
  const off: Operation = { type: 'organization.update', typesOff: ['depot'] };
  expect(codes(companies.plan([off]))).toEqual(['place_type_in_use']);
  companies.must([{ type: 'entity.update', entityId: 'ent_d1', closed: true }]);
  companies.must([off]);
  const reopen: Operation = { type: 'entity.update', entityId: 'ent_d1', closed: false };
  expect(codes(companies.plan([reopen]))).toEqual(['place_type_off']);
  expect(codes(companies.plan([{ type: 'organization.update', typesOff: ['company'] }]))).toEqual([
    'unknown_place_type',
  ]);
});

test('a restriction binds everywhere, whatever else is held, and goes along with what is handed on', () => {
  const shop = shopOrganization();
  shop.must([
    {
      type: 'permissionSet.create',
      setId: 'pst_masked',
      name: 'Masked',
      description: '',
      permissions: ['money.approve'],
      mayGrant: [],
      restrictions: ['hide-number'],
    },
  ]);
  const asks = () =>
    evaluate(
      shop.snapshot,
      { memberId: memberId('wanda'), permission: 'campaign.edit', place: entityId('w1') },
      shop.now,
    );
  expect(asks()).toMatchObject({ allowed: true });
  expect(
    mayHandOut(shop.snapshot, memberId('wanda'), setId('viewer'), entityId('w1'), shop.now),
  ).toBe(true);
  shop.must([
    {
      type: 'grant.add',
      memberId: memberId('wanda'),
      grant: { grantId: 'grt_masked', setId: 'pst_masked', scope: entityId('e1') },
    },
  ]);
  expect(asks()).toEqual({ allowed: false, reason: 'masked' });
  expect(
    mayHandOut(shop.snapshot, memberId('wanda'), setId('viewer'), entityId('w1'), shop.now),
  ).toBe(false);
});

test('a restriction that the model does not have is refused', () => {
  const shop = shopOrganization();
  expect(
    codes(
      shop.plan([
        {
          type: 'permissionSet.create',
          setId: 'pst_own',
          name: 'Own',
          description: '',
          permissions: [],
          mayGrant: [],
          restrictions: ['hide-everything'],
        },
      ]),
    ),
  ).toEqual(['unknown_restriction']);
});

const roles = defineAccessModel({
  ...shopModel,
  modules: {
    campaign: { label: 'Campaigns', permissions: shopModel.modules['campaign']?.permissions ?? {} },
    stock: shopModel.modules['stock'] ?? { label: '', permissions: {} },
  },
  assignment: 'one_set',
  restrictions: {},
  resources: {},
  permissionSets: {
    lead: {
      kind: 'starter',
      name: 'Lead',
      description: '',
      permissions: [
        'campaign.run',
        'access.set.manage',
        'access.member.read',
        'access.member.change',
      ],
      mayGrant: '*',
    },
    helper: { kind: 'starter', name: 'Helper', description: '', permissions: ['campaign.view'] },
  },
});

function roleOrganization(): TestOrganization {
  const organization = new TestOrganization(roles);
  join(organization, 'olga', 'owner');
  join(organization, 'lena', [{ set: 'lead', at: 'organization' }]);
  join(organization, 'hugo', [{ set: 'helper', at: 'organization' }]);
  return organization;
}

test('where everybody has one role, nobody gets a second one, nor one at a place', () => {
  const organization = roleOrganization();
  const second: Operation = {
    type: 'grant.add',
    memberId: memberId('hugo'),
    grant: { grantId: 'grt_2', setId: setId('lead'), scope: organization.id },
  };
  expect(codes(organization.plan([second]))).toEqual(['one_set_per_person']);
  organization.must([
    {
      type: 'member.setGrants',
      memberId: memberId('hugo'),
      grants: [{ grantId: 'grt_2', setId: setId('lead'), scope: organization.id }],
    },
  ]);
  organization.guards = guards.filter((guard) => guard !== guardAssignment);
  expect(
    codes(
      organization.plan([
        { ...second, grant: { grantId: 'grt_3', setId: setId('helper'), scope: organization.id } },
      ]),
    ),
  ).toEqual([]);
});

test('starter sets are the organization’s own, changed by its owners alone, and kept when the model moves on', () => {
  const organization = roleOrganization();
  const change: Operation = {
    type: 'permissionSet.update',
    setId: setId('helper'),
    permissions: ['campaign.edit', 'campaign.view'],
  };
  expect(codes(organization.plan([change], as('lena')))).toEqual(['owners_only']);
  organization.must([change], as('olga'));
  organization.must([
    {
      type: 'model.apply',
      model: defineAccessModel({
        ...roles,
        modules: {
          campaign: roles.modules['campaign'] ?? { label: '', permissions: {} },
          stock: roles.modules['stock'] ?? { label: '', permissions: {} },
        },
        label: 'Next',
      }),
      modelHash: 'hash-2',
      newSetIds: {},
    },
  ]);
  expect(organization.sets.get(setId('helper'))).toMatchObject({
    kind: 'starter',
    permissions: ['campaign.edit', 'campaign.view'],
  });
});

test('nobody takes a restriction off the own account, nor off anybody while bound by it; whoever is free may', () => {
  const shop = shopOrganization();
  shop.must([
    {
      type: 'permissionSet.create',
      setId: 'pst_masked',
      name: 'Masked',
      description: '',
      permissions: ['money.approve'],
      mayGrant: [],
      restrictions: ['hide-notes'],
    },
    ...['wanda', 'edgar'].map(
      (name): Operation => ({
        type: 'grant.add',
        memberId: memberId(name),
        grant: { grantId: `grt_masked_${name}`, setId: 'pst_masked', scope: entityId('w1') },
      }),
    ),
  ]);
  const release = (name: string): Operation => ({
    type: 'grant.remove',
    memberId: memberId(name),
    grantId: `grt_masked_${name}`,
  });
  expect(codes(shop.plan([release('wanda')], as('wanda')))).toEqual(['grant_ceiling']);
  expect(codes(shop.plan([release('edgar')], as('wanda')))).toEqual(['grant_ceiling']);
  shop.must([release('wanda')]);
  expect(codes(shop.plan([release('edgar')], as('wanda')))).toEqual([]);
});

test('a place does not leave what is switched off by being moved', () => {
  const shop = shopOrganization();
  shop.must([stockOff]);
  const move: Operation = {
    type: 'entity.update',
    entityId: entityId('w1'),
    parents: [entityId('c1'), entityId('east')],
  };
  expect(codes(shop.plan([move], as('olga')))).toEqual(['operators_only']);
  expect(codes(shop.plan([move]))).toEqual([]);
  shop.must([{ ...stockOff, modulesOff: [] }]);
  expect(codes(shop.plan([move], as('olga')))).toEqual([]);
});
