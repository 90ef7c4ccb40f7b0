import { expandFilter, type PlaceFilter, placeFilter } from '../../src/decide/place-filter.ts';
import { type NamedPlaces, type RowFilter, rowFilter } from '../../src/decide/row-filter.ts';
import type { EntityId, Instant, Scope } from '../../src/ids.ts';
import type { Chance } from '../chance.ts';
import { above, isAllowed } from '../oracle.ts';
import { entityTypes } from '../random-model.ts';
import { instant, type World } from '../random-world.ts';
import { questions, turnsOf } from './decisions.ts';
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
    name: 'a filter stays as it is until the instant it names, at which something begins or ends',
    holds: (world, chance, effort) => {
      const { snapshot, tables } = world;
      for (const { memberId, permission, groups = [] } of questions(world, chance, effort / 2)) {
        const now = instant(chance, world.now);
        const filterAt = (at: Instant) => placeFilter(snapshot, memberId, permission, at, groups);
        const filter = filterAt(now);
        const { validUntil } = filter;
        const turns = turnsOf(tables, memberId).filter((turn) => turn > now);
        const asked = () => ({ placeFilter: memberId, permission, groups, now, filter, turns });
        same(validUntil === null || turns.includes(validUntil), true, asked);
        for (const later of turns) {
          if (later >= (validUntil ?? Infinity)) break;
          same(filterAt(later), filter, () => [asked(), later]);
        }
      }
    },
  },
  {
    name: 'rows that name where they lie pass exactly where the question is answered yes, and are left out where they name too little',
    holds: (world, chance, effort) => {
      const { snapshot, tables } = world;
      for (const { memberId, permission, groups = [] } of questions(world, chance, effort / 10)) {
        const now = instant(chance, world.now);
        const filter = placeFilter(snapshot, memberId, permission, now, groups);
        const types = [chance.pick(entityTypes), ...chance.some([...entityTypes, 'nothing'], 3)];
        for (const by of ['id', 'code'] as const) {
          const rows = rowFilter(snapshot, filter, { types, by });
          for (const [place, { type }] of tables.entities) {
            if (!types.includes(type)) continue;
            const row = rowAt(world, chance, place, types, by);
            const allowed = isAllowed(tables, { memberId, permission, place, groups }, now);
            const asked = () => ({ memberId, permission, groups, now, filter, rows, place });
            same(passes(rows, row), allowed, () => [asked(), row]);
            const less = new Map([...row].filter(([of]) => of === type || chance.happens(0.5)));
            if (passes(rows, less)) same(allowed, true, () => [asked(), less]);
          }
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

/** What a row at the place names: the place itself, and of each other type the one that it lies in, or any of several. */
function rowAt(
  { tables }: World,
  chance: Chance,
  place: EntityId,
  types: readonly string[],
  by: 'id' | 'code',
): Map<string, string> {
  const row = new Map<string, string>();
  const lineage = above(tables, place);
  for (const type of types) {
    const ofType = [...tables.entities].filter(
      ([id, entity]) => entity.type === type && lineage.has(id),
    );
    const own = ofType.filter(([id]) => id === place);
    const [named] = own.length > 0 ? own : chance.shuffled(ofType);
    if (named === undefined || (ofType.length > 1 && own.length === 0 && chance.happens(0.3))) {
      continue;
    }
    row.set(type, by === 'id' ? named[0] : named[1].code.toLowerCase());
  }
  return row;
}

function passes({ within, except }: RowFilter, row: ReadonlyMap<string, string>): boolean {
  const isNamed = (places: readonly NamedPlaces[]) =>
    places.some(({ type, names }) => names.includes(row.get(type) ?? '\0none'));
  return (within === null || isNamed(within)) && !isNamed(except);
}
