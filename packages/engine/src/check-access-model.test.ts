import { expect, test } from 'vitest';
import { AccessModelError } from './access-model-error.ts';
import { checkAccessModel } from './check-access-model.ts';
import { defineAccessModel } from './define-access-model.ts';
import type { AccessModelDefinition, PermissionDefinition } from './model.ts';

const permission = (more: Partial<PermissionDefinition> = {}): PermissionDefinition => ({
  label: 'Do',
  description: '',
  ...more,
});

const sound: AccessModelDefinition = {
  key: 'sound',
  label: 'Sound',
  entityTypes: { store: { label: 'Store', plural: 'Stores', parents: ['organization'] } },
  modules: {
    till: {
      label: 'Till',
      permissions: {
        'till.open': permission(),
        'till.close': permission({ requires: ['till.open'] }),
      },
    },
  },
  permissionSets: {
    cashier: { name: 'Cashier', description: '', permissions: ['till.open', 'till.close'] },
  },
  resources: { receipt: { store: 'store' } },
};

const till = (permissions: Record<string, PermissionDefinition>): AccessModelDefinition => ({
  ...sound,
  modules: { till: { label: 'Till', permissions } },
  permissionSets: {},
});

const found = (definition: AccessModelDefinition) =>
  checkAccessModel(definition).map(({ code, path }) => `${code} ${path}`);

test('a sound model gets the built-in module for managing access', () => {
  const model = defineAccessModel(sound);
  expect(Object.keys(model.modules)).toEqual(['till', 'access']);
  expect(Object.keys(model.modules['access']?.permissions ?? {})).toEqual([
    'access.member.read',
    'access.member.invite',
    'access.member.change',
    'access.member.remove',
    'access.member.propose',
    'access.set.read',
    'access.set.manage',
    'access.place.manage',
    'access.log.read',
    'access.key.manage',
  ]);
});

test('every problem is told at once, each with its place and its remedy', () => {
  const broken: AccessModelDefinition = {
    ...sound,
    permissionSets: {
      cashier: {
        name: 'Cashier',
        description: '',
        permissions: ['till.fly'],
        mayGrant: ['nobody'],
      },
      other: { name: 'cashier ', description: '', permissions: ['till.close'] },
    },
    resources: { receipt: { shop: 'shop' } },
  };
  expect(found(broken)).toEqual([
    'duplicate permissionSets.other.name',
    'unknown_reference resources.receipt.shop',
    'unknown_reference permissionSets.cashier.permissions',
    'unknown_reference permissionSets.cashier.mayGrant',
    'not_closed permissionSets.other.permissions',
  ]);
  expect(() => defineAccessModel(broken)).toThrow(AccessModelError);
  expect(() => defineAccessModel(broken)).toThrow(
    '- permissionSets.cashier.permissions: The set `cashier` holds `till.fly`, which is declared nowhere. Declare it or take it out.',
  );
});

test('edges of the graph lead to declared permissions and never in a circle', () => {
  expect(found(till({ 'till.open': permission({ requires: ['till.nothing'] }) }))).toEqual([
    'unknown_reference modules.till.permissions.till.open.requires',
  ]);
  const circle = till({
    'till.a': permission({ implies: ['till.b'] }),
    'till.b': permission({ implies: ['till.c'] }),
    'till.c': permission({ implies: ['till.a'] }),
  });
  expect(checkAccessModel(circle)).toMatchObject([
    {
      code: 'cycle',
      message: expect.stringContaining('`till.a` → `till.b` → `till.c` → `till.a`'),
    },
  ]);
});

test('a permission cannot bring what it excludes', () => {
  const torn = till({
    'till.boss': permission({ implies: ['till.ask', 'till.approve'] }),
    'till.ask': permission({ excludes: ['till.approve'] }),
    'till.approve': permission(),
  });
  expect(found(torn)).toEqual(['conflict modules.till.permissions.till.boss']);
});

test('the name `access` is taken, for modules and for permissions', () => {
  const taken: AccessModelDefinition = {
    ...sound,
    modules: {
      ...sound.modules,
      access: { label: 'Mine', permissions: { 'access.mine': permission() } },
      door: { label: 'Door', permissions: { 'access.door': permission() } },
    },
  };
  expect(found(taken)).toContain('reserved_name modules.access');
  expect(found(taken)).toContain('reserved_name modules.door.permissions.access.door');
});

test('a permission belongs to one module and is called by module, thing and act', () => {
  const twice: AccessModelDefinition = {
    ...sound,
    modules: {
      ...sound.modules,
      desk: { label: 'Desk', permissions: { 'till.open': permission(), Desk: permission() } },
    },
  };
  expect(found(twice)).toEqual([
    'duplicate modules.desk.permissions.till.open',
    'bad_name modules.desk.permissions.Desk',
  ]);
});

test('entity types lie in declared ones, never in each other, and somewhere', () => {
  const entityTypes = {
    organization: { label: 'O', plural: 'O', parents: ['floating'] },
    floating: { label: 'F', plural: 'F', parents: [] },
    room: { label: 'R', plural: 'R', parents: ['house'] },
    left: { label: 'L', plural: 'L', parents: ['right'] },
    right: { label: 'R', plural: 'R', parents: ['left'] },
  };
  expect(found({ ...sound, entityTypes, resources: {} })).toEqual([
    'reserved_name entityTypes.organization',
    'not_closed entityTypes.floating.parents',
    'unknown_reference entityTypes.room.parents',
    'cycle entityTypes.left.parents',
  ]);
});

test('switches, restrictions and beginnings name what the model declares', () => {
  const switched: AccessModelDefinition = {
    ...sound,
    modules: {
      till: {
        label: 'Till',
        switchable: { startsOffAt: ['organization', 'planet'] },
        permissions: { 'till.open': permission({ opens: { ghost: { name: 'absent' } } }) },
      },
    },
    restrictions: {
      hide: { label: 'Hide', description: '', hidesModules: ['cellar'], masks: { ghost: {} } },
    },
    permissionSets: {
      cashier: {
        name: 'Cashier',
        description: '',
        permissions: ['till.open'],
        restrictions: ['hide', 'nothing'],
      },
    },
    startingAccess: ['default', 'none'],
  };
  expect(found(switched)).toEqual([
    'unknown_reference modules.till.switchable.startsOffAt',
    'unknown_reference restrictions.hide.hidesModules',
    'unknown_reference restrictions.hide.masks',
    'unknown_reference permissionSets.cashier.restrictions',
    'unknown_reference modules.till.permissions.till.open.opens',
    'conflict startingAccess',
    'conflict startingAccess',
  ]);
});

test('a permission is renamed to declared ones, in one step, and is declared no longer', () => {
  const renamed = (names: Record<string, readonly string[]>) => found({ ...sound, renamed: names });
  expect(
    renamed({ 'till.unlock': ['till.open'], 'till.both': ['till.open', 'till.close'] }),
  ).toEqual([]);
  expect(renamed({ 'till.open': ['till.close'] })).toEqual(['conflict renamed.till.open']);
  expect(renamed({ 'till.old': ['till.none'] })).toEqual(['unknown_reference renamed.till.old']);
  expect(renamed({ 'till.old': [] })).toEqual(['bad_name renamed.till.old']);
  expect(renamed({ 'access.log.read': ['till.open'] })).toEqual([
    'conflict renamed.access.log.read',
    'reserved_name renamed.access.log.read',
  ]);
  const [chain] = checkAccessModel({
    ...sound,
    renamed: { 'till.first': ['till.second'], 'till.second': ['till.open'] },
  });
  expect(chain?.message).toContain('Name where it ends: `till.open`');
});
