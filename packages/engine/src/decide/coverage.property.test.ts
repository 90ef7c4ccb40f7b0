import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isOff, oracle, permissionsOf } from '../../test/oracle.ts';
import { type World, world } from '../../test/random-world.ts';
import { shopModel } from '../../test/shop-model.ts';
import type { Scope } from '../ids.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import { coverage, placesOfType } from './coverage.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const now = 1;
const permissions = permissionsOf(shopModel);
test('a place is covered by exactly the people besides owners who may, by the plain reading of the rules', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...permissions), (random, permission) => {
      for (const type of ['place', 'organization']) {
        for (const { place, people, only } of coverage(
          random.snapshot,
          { permission, type },
          now,
        )) {
          expect({ people, only }).toEqual(plainly(random, permission, place));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('every place is looked at once', () => {
  fc.assert(
    fc.property(world, ({ snapshot, places }) => {
      const asked = { permission: 'campaign.view', type: 'place' };
      const looked = coverage(snapshot, asked, now).map(({ place }) => place);
      expect(looked.toSorted()).toEqual(places.filter((place) => !place.startsWith('org_')).sort());
      expect(placesOfType(snapshot, 'place')).toEqual(looked.toSorted());
    }),
    { numRuns: 20 },
  );
});

function plainly({ tables, members }: World, permission: string, place: Scope) {
  const others = members.filter((memberId) => tables.members.get(memberId)?.role !== 'owner');
  const reasons = others.map((memberId) => oracle(tables, memberId, permission, place, now));
  const may = others.filter((_, index) => reasons[index] === 'granted');
  const [only = null] = may;
  if (may.length > 1) return { people: 'several', only: null };
  if (may.length === 1) return { people: 'one', only };
  return { people: isOff(tables, permission, place) ? 'off' : 'nobody', only: null };
}

test('nobody but an owner can what requires a module that is off at the place', () => {
  const set = { restrictions: [], mayGrant: [] };
  const place = { type: 'store', closed: false, parents: [] };
  const snapshot = createSnapshot({
    organizationId: 'org_1',
    revision: 0,
    model: shopModel,
    modulesOff: [],
    entities: [
      { ...place, entityId: 'ent_1', code: '1', modulesOff: [] },
      { ...place, entityId: 'ent_2', code: '2', modulesOff: ['stock'] },
      { ...place, entityId: 'ent_3', code: '3', modulesOff: [], closed: true },
    ],
    permissionSets: [{ ...set, setId: 'pst_1', permissions: ['campaign.restock', 'stock.count'] }],
    members: [
      {
        memberId: 'mem_1',
        userId: null,
        externalId: null,
        role: 'member',
        status: 'active',
        accessEndsAt: null,
        visiting: false,
      },
    ],
    grants: [
      {
        grantId: 'grt_1',
        memberId: 'mem_1',
        setId: 'pst_1',
        permissions: null,
        scope: 'org_1',
        startsAt: null,
        endsAt: null,
      },
    ],
  });
  const at = (permission: string) => coverage(snapshot, { permission, type: 'store' }, now);
  expect(at('campaign.restock')).toEqual([
    { place: 'ent_1', people: 'one', only: 'mem_1' },
    { place: 'ent_2', people: 'nobody', only: null },
  ]);
  expect(at('stock.count').map(({ people }) => people)).toEqual(['one', 'off']);
  expect(at('no.such')).toEqual([]);
});
