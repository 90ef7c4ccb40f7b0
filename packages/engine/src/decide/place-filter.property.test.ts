import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { above, permissionsOf } from '../../test/oracle.ts';
import { world } from '../../test/random-world.ts';
import { shopModel } from '../../test/shop-model.ts';
import type { PermissionSetId } from '../ids.ts';
import { evaluate } from './evaluate.ts';
import { expandFilter, placeFilter } from './place-filter.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const permissions = permissionsOf(shopModel);
const instants = [0, 1, 2, 3];

const groups = fc.constantFrom<PermissionSetId[][]>([], [], ['pst_0'], ['pst_1', 'pst_2']);

test('a filter lets through exactly the places where the question is answered yes', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...instants), groups, (random, now, held) => {
      const { snapshot, places } = random;
      for (const memberId of random.members) {
        for (const permission of permissions) {
          const filter = placeFilter(snapshot, memberId, permission, now, held);
          const asked = { memberId, permission, groups: held };
          const yes = places
            .filter((place) => evaluate(snapshot, { ...asked, place }, now).allowed)
            .sort();
          expect(expandFilter(snapshot, filter, null)).toEqual(yes);
          expect(expandFilter(snapshot, filter, 'place')).toEqual(
            yes.filter((place) => place !== 'org_world'),
          );
          if (filter.kind === 'none') expect(yes).toEqual([]);
          if (filter.kind === 'all') expect(yes).toHaveLength(places.length);
        }
      }
    }),
    { numRuns: 120 },
  );
});

test('a filter names no place twice over: neither what another reaches nor an exception from nothing', () => {
  fc.assert(
    fc.property(
      world,
      fc.constantFrom(...permissions),
      ({ snapshot, tables, ...random }, permission) => {
        for (const memberId of random.members) {
          const filter = placeFilter(snapshot, memberId, permission, 1);
          if (filter.kind !== 'some') continue;
          for (const list of [filter.under, filter.except]) {
            for (const place of list) {
              const others = list.filter((other) => other !== place);
              expect(others.some((other) => above(tables, place).has(other))).toBe(false);
            }
          }
          for (const place of filter.except) {
            const taken = random.places.filter((other) => above(tables, other).has(place));
            const reached = taken.filter((other) =>
              filter.under.some((top) => above(tables, other).has(top)),
            );
            expect(reached).not.toEqual([]);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a filter stays as it is until the instant it names', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...instants), (random, now) => {
      for (const memberId of random.members) {
        for (const permission of permissions) {
          const { validUntil, ...filter } = placeFilter(random.snapshot, memberId, permission, now);
          const last = (validUntil ?? 4) - 0.5;
          for (const later of [now + 0.5, (now + last) / 2, last]) {
            if (later < now || later > last) continue;
            const { validUntil: _, ...then } = placeFilter(
              random.snapshot,
              memberId,
              permission,
              later,
            );
            expect(then).toEqual(filter);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
