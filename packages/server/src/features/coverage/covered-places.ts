import {
  ancestors,
  type Coverage,
  coverage,
  expandFilter,
  type PlaceFilter,
  placesOfType,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import type { AskedCoverage } from './asked-coverage.ts';

/** Who can do each of the permissions at each place of the type, as far as the reader manages people there. */
export function coveredPlaces(
  snapshot: Snapshot,
  { permissions, type }: AskedCoverage,
  reach: PlaceFilter,
  now: number,
): Coverage {
  const all = coverage(snapshot, { permissions, type: type.key }, now);
  if (reach.kind === 'all') return all;
  const within = new Set(expandFilter(snapshot, reach, null));
  const kept = all.places.flatMap((place, index) => (within.has(place) ? index : []));
  const only = <Item>(items: readonly Item[]) => kept.flatMap((index) => items[index] ?? []);
  return { places: only(all.places), columns: all.columns.map(only) };
}

/** The places by which they are counted, each with the indexes of those in it; null: those that lie in none. */
export function groupedPlaces(
  snapshot: Snapshot,
  { by }: Pick<AskedCoverage, 'by'>,
  places: readonly Scope[],
): Map<Scope | null, number[]> {
  const tops = new Set(by === null ? [] : placesOfType(snapshot, by.key));
  const groups = new Map<Scope | null, number[]>();
  const put = (group: Scope | null, index: number) => {
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [index]);
    else known.push(index);
  };
  places.forEach((place, index) => {
    const above = tops.size === 0 ? [] : ancestors(snapshot, place).filter((it) => tops.has(it));
    if (above.length === 0) put(null, index);
    for (const group of above) put(group, index);
  });
  return groups;
}
