import { expect, test } from 'vitest';
import { grants, join, memberId, place, setId } from '../../test/populate.ts';
import { TestOrganization } from '../../test/test-organization.ts';
import { accessMoves } from '../decide/access-moves.ts';
import { evaluate } from '../decide/evaluate.ts';
import { permissionsAt } from '../decide/permissions-at.ts';
import { defineAccessModel } from '../define-access-model.ts';
import type { AccessModelDefinition, ModuleDefinition } from '../model.ts';
import type { Operation } from '../operations.ts';
import type { Plan } from '../plan-result.ts';
import { snapshotModel } from '../snapshot/create-snapshot.ts';
import { guardCompleteAccess } from './guard-complete-access.ts';
import { guardExcluded } from './guard-excluded.ts';
import { guards } from './guards.ts';

const permissions = (...names: readonly string[]): ModuleDefinition['permissions'] =>
  Object.fromEntries(names.map((name) => [name, { label: name, description: '' }]));

const first: AccessModelDefinition = {
  key: 'club',
  label: 'Club',
  entityTypes: {
    house: { label: 'House', plural: 'Houses', parents: ['organization'] },
    bar: { label: 'Bar', plural: 'Bars', parents: ['house'] },
  },
  modules: {
    guest: {
      label: 'Guests',
      permissions: permissions('guest.view', 'guest.edit', 'guest.export'),
    },
    till: { label: 'Till', switchable: {}, permissions: permissions('till.open', 'till.close') },
  },
  permissionSets: {
    host: { name: 'Host', description: '', permissions: ['guest.view', 'guest.edit'] },
    keeper: { name: 'Keeper', description: '', permissions: ['till.open', 'till.close'] },
    lead: {
      kind: 'starter',
      name: 'Lead',
      description: '',
      permissions: ['guest.view', 'guest.export'],
    },
  },
};

function club(more: Partial<AccessModelDefinition> = {}): TestOrganization {
  const organization = new TestOrganization(defineAccessModel({ ...first, ...more }));
  join(organization, 'olga', 'owner');
  place(organization, 'house', 'north');
  place(organization, 'bar', 'b1', 'north');
  return organization;
}

const own = (...held: readonly string[]): Operation => ({
  type: 'permissionSet.create',
  setId: setId('own'),
  name: 'Own',
  description: '',
  permissions: held,
  mayGrant: [],
});

const move = (next: Partial<AccessModelDefinition>): Operation => ({
  type: 'model.apply',
  model: defineAccessModel({ ...first, ...next }),
  modelHash: 'hash-2',
  newSetIds: Object.fromEntries(
    Object.keys(next.permissionSets ?? {}).map((key) => [key, setId(key)]),
  ),
});

const guest = (...names: readonly string[]) => ({
  ...first.modules,
  guest: { label: 'Guests', permissions: permissions(...names) },
});
/** Who gains and loses which permissions, wherever. */
const movesIn = (planned: Plan, now: number) =>
  accessMoves(planned, now).map(({ memberId, gained, lost }) => ({
    memberId,
    gained: gained.flatMap(({ permissions: names }) => names),
    lost: lost.flatMap(({ permissions: names }) => names),
  }));
const codes = ({ problems }: Plan) => problems.map(({ code }) => code);
const held = (organization: TestOrganization, name: string, at = 'b1') =>
  permissionsAt(organization.snapshot, memberId(name), `ent_${at}`, organization.now);
const heldBySet = (organization: TestOrganization, key: string) =>
  organization.sets.get(setId(key))?.permissions;

test('a renamed permission is held by its new name, in the organization’s sets and in direct grants', () => {
  const next = {
    modules: guest('guest.see', 'guest.edit', 'guest.export'),
    permissionSets: {},
    renamed: { 'guest.view': ['guest.see'] },
  };
  const organization = club();
  organization.must([own('guest.view', 'guest.edit')]);
  join(organization, 'ben', [{ set: 'own', at: 'north' }]);
  organization.must([move(next)]);
  expect(held(organization, 'ben')).toEqual(['guest.edit', 'guest.see']);

  const direct = club({ assignment: 'direct' });
  join(direct, 'ben', [{ permissions: ['guest.view'], at: 'north' }]);
  direct.must([move({ ...next, assignment: 'direct' })]);
  expect(held(direct, 'ben')).toEqual(['guest.see']);
});

test('without the map of names the same move takes the permission away', () => {
  const organization = club();
  organization.must([own('guest.view', 'guest.edit')]);
  join(organization, 'ben', [{ set: 'own', at: 'north' }]);
  const planned = organization.must([
    move({ modules: guest('guest.see', 'guest.edit'), permissionSets: {} }),
  ]);
  expect(held(organization, 'ben')).toEqual(['guest.edit']);
  expect(planned.problems).toEqual([]);
});

test('who held a permission that was split holds every part, and a part that another brings is not written twice', () => {
  const organization = club();
  organization.must([own('guest.edit')]);
  join(organization, 'ben', [{ set: 'own', at: 'north' }]);
  organization.must([
    move({
      modules: {
        ...first.modules,
        guest: {
          label: 'Guests',
          permissions: {
            ...permissions('guest.view', 'guest.name', 'guest.phone'),
            'guest.details': { label: '', description: '', implies: ['guest.name'] },
          },
        },
      },
      permissionSets: {},
      renamed: { 'guest.edit': ['guest.details', 'guest.name', 'guest.phone'] },
    }),
  ]);
  expect(held(organization, 'ben')).toEqual(['guest.details', 'guest.name', 'guest.phone']);
  expect(heldBySet(organization, 'own')).toEqual(['guest.details', 'guest.phone']);
});

test('a permission that newly requires another is lost where that is not held; nothing is added silently', () => {
  const organization = club();
  organization.must([own('guest.edit', 'guest.export')]);
  join(organization, 'ben', [{ set: 'own', at: 'north' }]);
  const modules = {
    ...first.modules,
    guest: {
      label: 'Guests',
      permissions: {
        ...permissions('guest.view', 'guest.export'),
        'guest.edit': { label: '', description: '', requires: ['guest.view'] },
      },
    },
  };
  const planned = organization.plan([move({ modules, permissionSets: {} })]);
  expect(movesIn(planned, organization.now)).toEqual([
    { memberId: 'mem_ben', gained: [], lost: ['guest.edit'] },
  ]);
  organization.must([move({ modules, permissionSets: {} })]);
  expect(heldBySet(organization, 'own')).toEqual(['guest.export']);
});

test('what people gain and lose is told under the new names; a rename is neither', () => {
  const organization = club();
  organization.must([own('guest.view', 'guest.export')]);
  join(organization, 'ben', [{ set: 'own', at: 'north' }]);
  join(organization, 'hanna', [{ set: 'host', at: 'b1' }]);
  const planned = organization.plan([
    move({
      modules: {
        ...guest('guest.see', 'guest.edit'),
        quiz: { label: 'Quiz', permissions: permissions('quiz.play') },
      },
      permissionSets: {
        host: {
          name: 'Host',
          description: '',
          permissions: ['guest.see', 'guest.edit', 'quiz.play'],
        },
      },
      renamed: { 'guest.view': ['guest.see'] },
    }),
  ]);
  expect(movesIn(planned, organization.now)).toEqual([
    { memberId: 'mem_ben', gained: [], lost: ['guest.export'] },
    { memberId: 'mem_hanna', gained: ['quiz.play'], lost: [] },
  ]);
});

test('a starter set keeps what the organization made of it, and a dropped set goes from every list of what may be handed out', () => {
  const organization = club();
  organization.must([
    {
      type: 'permissionSet.update',
      setId: setId('lead'),
      name: 'Our lead',
      mayGrant: [setId('keeper')],
    },
  ]);
  organization.must([
    move({
      modules: guest('guest.see', 'guest.edit', 'guest.export'),
      permissionSets: {
        lead: { kind: 'starter', name: 'Lead', description: 'New', permissions: ['guest.edit'] },
      },
      renamed: { 'guest.view': ['guest.see'] },
    }),
  ]);
  expect(organization.sets.get(setId('lead'))).toMatchObject({
    kind: 'starter',
    name: 'Our lead',
    permissions: ['guest.export', 'guest.see'],
    mayGrant: [],
  });
  expect(organization.sets.has(setId('keeper'))).toBe(false);
});

test('a set that the new model brings may not have the name of one that stays', () => {
  const organization = club();
  organization.must([own('guest.view')]);
  const called = (name: string) =>
    move({ permissionSets: { fresh: { name, description: '', permissions: [] } } });
  expect(codes(organization.plan([called('OWN')]))).toEqual(['set_name_taken']);
  // One that is dropped while somebody holds it stays, as the organization's own.
  join(organization, 'hanna', [{ set: 'host', at: 'b1' }]);
  expect(codes(organization.plan([called('Host')]))).toEqual(['set_name_taken']);
  expect(codes(organization.plan([called('Keeper')]))).toEqual([]);
});

test('two permissions that newly exclude each other are not taken apart: the set or the person stands in the way', () => {
  const exclusive: Partial<AccessModelDefinition> = {
    modules: {
      ...first.modules,
      till: {
        label: 'Till',
        permissions: {
          'till.open': { label: '', description: '', excludes: ['till.close'] },
          ...permissions('till.close'),
        },
      },
    },
    permissionSets: {
      opener: { name: 'Opener', description: '', permissions: ['till.open'] },
      closer: { name: 'Closer', description: '', permissions: ['till.close'] },
    },
  };
  const bySet = club();
  bySet.must([own('till.open', 'till.close')]);
  expect(codes(bySet.plan([move(exclusive)]))).toEqual(['excluded_permissions']);

  const split = {
    opener: { name: 'Opener', description: '', permissions: ['till.open'] },
    closer: { name: 'Closer', description: '', permissions: ['till.close'] },
  };
  const byPerson = club({ permissionSets: split });
  join(byPerson, 'ben', [
    { set: 'opener', at: 'north' },
    { set: 'closer', at: 'b1' },
  ]);
  const request = move({ ...exclusive, permissionSets: split });
  expect(codes(byPerson.plan([request]))).toEqual(['excluded_permissions']);
  byPerson.guards = guards.filter((guard) => guard !== guardExcluded);
  expect(codes(byPerson.plan([request]))).toEqual([]);
});

test('a person who would be left with nothing stands in the way', () => {
  const organization = club({ assignment: 'direct' });
  join(organization, 'ben', [{ permissions: ['guest.export'], at: 'north' }]);
  const request = move({
    assignment: 'direct',
    modules: guest('guest.view', 'guest.edit'),
    permissionSets: {},
  });
  expect(codes(organization.plan([request]))).toEqual(['member_needs_access']);
  organization.guards = guards.filter((guard) => guard !== guardCompleteAccess);
  expect(codes(organization.plan([request]))).toEqual([]);
});

test('a new module that starts off is off at the places there are, and what is switched off already stays off', () => {
  const organization = club();
  organization.must([
    { type: 'entitlements.set', scope: 'ent_b1', modulesOff: ['till'] },
    { type: 'entitlements.set', scope: organization.id, modulesOff: ['till'] },
  ]);
  organization.must([
    move({
      modules: {
        ...first.modules,
        quiz: {
          label: 'Quiz',
          switchable: { startsOffAt: ['house'] },
          permissions: permissions('quiz.play'),
        },
      },
    }),
  ]);
  expect(organization.modulesOff).toEqual(['till']);
  expect(organization.entities.get('ent_north')?.modulesOff).toEqual(['quiz']);
  expect(organization.entities.get('ent_b1')?.modulesOff).toEqual(['till']);
  const ask = (permission: string) =>
    evaluate(
      organization.snapshot,
      { memberId: memberId('olga'), permission, place: 'ent_b1' },
      organization.now,
    ).reason;
  expect(ask('quiz.play')).toBe('module_disabled');
  expect(ask('guest.view')).toBe('owner');
});

test('a module that becomes switchable stays on, and one that is no longer switchable comes on', () => {
  const organization = club();
  organization.must([{ type: 'entitlements.set', scope: 'ent_b1', modulesOff: ['till'] }]);
  organization.must([
    move({
      modules: {
        guest: {
          ...guest('guest.view', 'guest.edit', 'guest.export').guest,
          switchable: { startsOffAt: ['organization', 'house'] },
        },
        till: { label: 'Till', permissions: permissions('till.open', 'till.close') },
      },
    }),
  ]);
  expect(organization.modulesOff).toEqual([]);
  expect(organization.entities.get('ent_north')?.modulesOff).toEqual([]);
  expect(organization.entities.get('ent_b1')?.modulesOff).toEqual([]);
});

test('a new optional type begins off, one that the organization had stays, and a type that is no longer optional is there', () => {
  const organization = club({
    entityTypes: {
      ...first.entityTypes,
      yard: {
        label: 'Yard',
        plural: 'Yards',
        parents: ['house'],
        optional: { startsOff: true },
      },
    },
  });
  expect(organization.organization.typesOff).toEqual(['yard']);
  organization.must([
    move({
      entityTypes: {
        house: { label: 'House', plural: 'Houses', parents: ['organization'] },
        bar: {
          label: 'Bar',
          plural: 'Bars',
          parents: ['house'],
          optional: { startsOff: true },
        },
        yard: { label: 'Yard', plural: 'Yards', parents: ['house'] },
        shed: {
          label: 'Shed',
          plural: 'Sheds',
          parents: ['house'],
          optional: { startsOff: true },
        },
      },
    }),
  ]);
  expect(organization.organization.typesOff).toEqual(['shed']);
});

test('a model without the type of a place, or in which it may not lie where it lies, is refused', () => {
  const organization = club();
  const { house } = first.entityTypes;
  if (house === undefined) throw new Error('There are houses.');
  expect(codes(organization.plan([move({ entityTypes: { house } })]))).toEqual([
    'unknown_place_type',
  ]);
  const bar = { label: 'Bar', plural: 'Bars', parents: ['organization'] };
  expect(codes(organization.plan([move({ entityTypes: { house, bar } })]))).toEqual([
    'wrong_parent_type',
  ]);
});

test('a model that gives access another way is refused while somebody holds it the old way', () => {
  const organization = club();
  expect(codes(organization.plan([move({ assignment: 'direct' })]))).toEqual([]);
  join(organization, 'ben', [{ set: 'host', at: 'north' }]);
  expect(codes(organization.plan([move({ assignment: 'direct' })]))).toEqual(['sets_not_assigned']);
  expect(codes(organization.plan([move({ assignment: 'one_set' })]))).toEqual([
    'one_set_per_person',
  ]);
  organization.must([
    {
      type: 'member.setGrants',
      memberId: memberId('ben'),
      grants: grants(organization, [{ set: 'host', at: 'organization' }]),
    },
  ]);
  expect(codes(organization.plan([move({ assignment: 'one_set' })]))).toEqual([]);
});

test('restrictions that are gone fall away from the sets that carried them', () => {
  const restrictions = { shy: { label: 'Shy', description: '', hidesModules: ['till'] } };
  const organization = club({ restrictions });
  organization.must([
    {
      type: 'permissionSet.create',
      setId: setId('own'),
      name: 'Own',
      description: '',
      permissions: ['till.open'],
      mayGrant: [],
      restrictions: ['shy'],
    },
  ]);
  organization.must([move({})]);
  expect(organization.sets.get(setId('own'))?.restrictions).toEqual([]);
});

test('a move to another version is not undone', () => {
  const organization = club();
  const { effects } = organization.must([move({ label: 'Next' })]);
  const undo = effects.map(
    (recorded): Operation => ({ type: 'change.revert', changeId: 'chg_1', recorded }),
  );
  expect(codes(organization.plan(undo))).toContain('cannot_undo');
  expect(snapshotModel(organization.snapshot).label).toBe('Next');
});

test('what was given under an earlier version comes back only under names that are still known', () => {
  const organization = club({ assignment: 'direct', membersMayHoldNothing: true });
  join(organization, 'ben', [{ permissions: ['guest.export'], at: 'north' }]);
  const { effects } = organization.must([
    { type: 'member.setGrants', memberId: memberId('ben'), grants: [] },
  ]);
  const undo = effects.map(
    (recorded): Operation => ({ type: 'change.revert', changeId: 'chg_1', recorded }),
  );
  expect(codes(organization.plan(undo))).toEqual([]);
  organization.must([
    move({
      assignment: 'direct',
      membersMayHoldNothing: true,
      modules: guest('guest.view', 'guest.edit'),
      permissionSets: {},
    }),
  ]);
  expect(codes(organization.plan(undo))).toEqual(['cannot_undo']);
});
