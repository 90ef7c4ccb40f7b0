import {
  ancestors,
  type CoveredPlace,
  coverage,
  expandFilter,
  type PlaceFilter,
  placesOfType,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import type { AskedCoverage } from './asked-coverage.ts';

/** Within what the reader manages people: null, everywhere. */
export type Within = ReadonlySet<Scope> | null;

export const withinReach = (snapshot: Snapshot, reach: PlaceFilter): Within =>
  reach.kind === 'all' ? null : new Set(expandFilter(snapshot, reach, null));

/** Who can do one thing at each place of the type, as far as the reader manages people there. */
export function coveredPlaces(
  snapshot: Snapshot,
  permission: string,
  type: string,
  within: Within,
  now: number,
): CoveredPlace[] {
  const all = coverage(snapshot, { permission, type }, now);
  return within === null ? all : all.filter(({ place }) => within.has(place));
}

/** The places by which they are counted, each with those in it; null: those that lie in none. */
export function groupedPlaces(
  snapshot: Snapshot,
  { type, by }: Pick<AskedCoverage, 'type' | 'by'>,
  within: Within,
): Map<Scope | null, Scope[]> {
  const places = placesOfType(snapshot, type.key).filter((place) => within?.has(place) ?? true);
  const tops = new Set(by === null ? [] : placesOfType(snapshot, by.key));
  const groups = new Map<Scope | null, Scope[]>();
  for (const place of places) {
    const above = tops.size === 0 ? [] : ancestors(snapshot, place).filter((it) => tops.has(it));
    for (const group of above.length === 0 ? [null] : above) {
      const known = groups.get(group);
      if (known === undefined) groups.set(group, [place]);
      else known.push(place);
    }
  }
  return groups;
}
