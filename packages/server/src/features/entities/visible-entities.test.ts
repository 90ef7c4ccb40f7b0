import { createSnapshot, defineAccessModel, evaluate } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { visibleEntities } from './visible-entities.ts';

const use = (key: string) => ({ [`${key}.use`]: { label: key, description: '' } });
const model = defineAccessModel({
  key: 'companies',
  label: 'Companies',
  assignment: 'direct',
  entityTypes: {
    company: { label: 'Company', plural: 'Companies', parents: ['organization'] },
    shop: { label: 'Shop', plural: 'Shops', parents: ['company'] },
  },
  modules: {
    points: { label: 'Points', switchable: {}, permissions: use('points') },
    offers: { label: 'Offers', switchable: {}, permissions: use('offers') },
  },
  permissionSets: {},
});

const entity = (entityId: `ent_${string}`, parent: `ent_${string}` | null, off: string[] = []) => ({
  entityId,
  type: parent === null ? 'company' : 'shop',
  code: entityId,
  parents: parent === null ? [] : [parent],
  closed: false,
  modulesOff: off,
});
const grant = (scope: `ent_${string}` | `org_${string}`, permission: string) => ({
  grantId: `grt_${permission}` as const,
  memberId: 'mem_a' as const,
  setId: null,
  permissions: [permission],
  scope,
  startsAt: null,
  endsAt: null,
});
const snapshot = createSnapshot({
  organizationId: 'org_a',
  revision: 1,
  model,
  modulesOff: [],
  entities: [
    entity('ent_north', null),
    entity('ent_north1', 'ent_north', ['points']),
    entity('ent_north2', 'ent_north', ['points', 'offers']),
    entity('ent_south', null, ['points']),
    entity('ent_south1', 'ent_south'),
    entity('ent_east', null),
  ],
  permissionSets: [],
  members: [
    {
      memberId: 'mem_a',
      userId: null,
      externalId: null,
      role: 'member',
      status: 'active',
      accessEndsAt: null,
      visiting: false,
    },
  ],
  grants: [grant('org_a', 'points.use'), grant('ent_north1', 'offers.use')],
});

test('where permissions are given directly, exactly the places are seen where one of them counts', () => {
  const places = ['north', 'north1', 'north2', 'south', 'south1', 'east'].map(
    (name) => `ent_${name}` as const,
  );
  const counting = places.filter((place) =>
    ['points.use', 'offers.use'].some(
      (permission) => evaluate(snapshot, { memberId: 'mem_a', permission, place }, 0).allowed,
    ),
  );
  expect(visibleEntities(snapshot, 'mem_a', 0)?.managed).toEqual(counting.sort());
  expect(counting).toEqual(['ent_east', 'ent_north', 'ent_north1']);
});
