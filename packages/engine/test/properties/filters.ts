import { expandFilter, type PlaceFilter, placeFilter } from '../../src/decide/place-filter.ts';
import type { Scope } from '../../src/ids.ts';
import { above, isAllowed } from '../oracle.ts';
import { instant } from '../random-world.ts';
import { questions } from './decisions.ts';
import { type Property, same } from './property.ts';

export const filters: readonly Property[] = [
  {
    name: 'a filter lets through exactly the places where the question is answered yes',
    holds: (world, chance, effort) => {
      const { snapshot, tables, places } = world;
      for (const question of questions(world, chance, effort / 5)) {
        const { memberId, permission, groups = [] } = question;
        const now = instant(chance, world.now);
        const filter = placeFilter(snapshot, memberId, permission, now, groups);
        const asked = () => ({ placeFilter: memberId, permission, groups, now, filter });
        const allowed = places.filter((place) =>
          isAllowed(tables, { memberId, permission, place, groups }, now),
        );
        same(
          places.filter((place) => letsThrough(filter, above(tables, place))),
          allowed,
          asked,
        );
        same(expandFilter(snapshot, filter, null), [...allowed].sort(), asked);
        const stores = allowed.filter(
          (place) => [...tables.entities].find(([id]) => id === place)?.[1].type === 'store',
        );
        same(expandFilter(snapshot, filter, 'store'), stores.sort(), asked);
        if (filter.kind === 'all') same(allowed.length, places.length, asked);
        if (filter.kind !== 'some') continue;
        same(isLean(filter.under, []), true, asked);
        same(isLean(filter.except, filter.under), true, asked);
      }

      /** No place twice over: neither what another reaches nor an exception from nothing. */
      function isLean(list: readonly Scope[], within: readonly Scope[]): boolean {
        return list.every((place) => {
          const lineage = above(tables, place);
          if (list.some((other) => other !== place && lineage.has(other))) return false;
          const taken = places.filter((other) => above(tables, other).has(place));
          return (
            within.length === 0 ||
            taken.some((other) => within.some((top) => above(tables, other).has(top)))
          );
        });
      }
    },
  },
  {
    name: 'a filter stays as it is until the instant it names',
    holds: (world, chance, effort) => {
      const { snapshot } = world;
      for (const question of questions(world, chance, effort / 2)) {
        const { memberId, permission, groups = [] } = question;
        const now = instant(chance, world.now);
        const { validUntil, ...filter } = placeFilter(snapshot, memberId, permission, now, groups);
        const last = (validUntil ?? now + 10) - 0.5;
        for (const later of [now, now + 0.5, now + 1, (now + last) / 2, last]) {
          if (later < now || later >= (validUntil ?? now + 10)) continue;
          const { validUntil: _, ...then } = placeFilter(
            snapshot,
            memberId,
            permission,
            later,
            groups,
          );
          same(then, filter, () => ({ placeFilter: memberId, permission, groups, now, later }));
        }
      }
    },
  },
];

function letsThrough(filter: PlaceFilter, lineage: ReadonlySet<Scope>): boolean {
  if (filter.kind !== 'some') return filter.kind === 'all';
  const { under, except } = filter;
  return under.some((scope) => lineage.has(scope)) && !except.some((scope) => lineage.has(scope));
}
