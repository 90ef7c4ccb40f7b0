import type { EntityId, OrganizationId, Scope } from '@latchkey/engine';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

/** Where access is given. A chosen place reaches all below it, now and later. */
export type PlaceSelection =
  | { readonly kind: 'whole' }
  | { readonly kind: 'places'; readonly ids: ReadonlySet<EntityId> };

export const noPlaces: PlaceSelection = { kind: 'places', ids: new Set() };

export const isNoPlace = (selection: PlaceSelection) =>
  selection.kind === 'places' && selection.ids.size === 0;

export const scopesOf = (selection: PlaceSelection, organizationId: OrganizationId): Scope[] =>
  selection.kind === 'whole' ? [organizationId] : [...selection.ids];

export type Tick = 'none' | 'some' | 'chosen' | 'covered';

export interface SelectionCounts {
  readonly tickOf: (row: PlaceRow) => Tick;
  /** Counted places at or below a row that the selection reaches. */
  readonly reachedBelow: Int32Array;
  /** Counted places that the selection reaches. */
  readonly reached: number;
  /** The chosen place that a covered one lies in. */
  readonly coveredBy: (row: PlaceRow) => PlaceRow | null;
}

/** What the selection means for every row; counted anew at each tick, in a few milliseconds for 10,000 places. */
export function countSelection(index: PlaceIndex, ids: ReadonlySet<EntityId>): SelectionCounts {
  const chosen = new Uint8Array(index.size);
  for (const id of ids) {
    const row = index.rowById.get(id);
    if (row !== undefined) chosen[row] = 1;
  }
  const coveredBy = (row: PlaceRow) =>
    (index.ancestors[row] ?? []).find((ancestor) => chosen[ancestor] === 1) ?? null;

  const covered = new Uint8Array(index.size);
  const touched = new Uint8Array(index.size);
  const reachedBelow = new Int32Array(index.size);
  let reached = 0;
  for (let row = 0; row < index.size; row += 1) {
    const ancestors = index.ancestors[row] ?? [];
    if (coveredBy(row) !== null) covered[row] = 1;
    if (chosen[row] !== 1 && covered[row] !== 1) continue;
    for (const ancestor of ancestors) touched[ancestor] = 1;
    if (!index.counted[row]) continue;
    reached += 1;
    reachedBelow[row] = (reachedBelow[row] ?? 0) + 1;
    for (const ancestor of ancestors) reachedBelow[ancestor] = (reachedBelow[ancestor] ?? 0) + 1;
  }
  const tickOf = (row: PlaceRow): Tick => {
    if (chosen[row] === 1) return 'chosen';
    if (covered[row] === 1) return 'covered';
    return touched[row] === 1 ? 'some' : 'none';
  };
  return { tickOf, reachedBelow, reached, coveredBy };
}

/** Chooses a place and lets go of what it then includes; lets go of it when it was chosen or included. */
export function togglePlace(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  row: PlaceRow,
): ReadonlySet<EntityId> {
  const id = index.ids[row];
  if (id === undefined) return ids;
  if (ids.has(id)) return removePlaces(ids, [id]);
  const covered = (index.ancestors[row] ?? []).some((above) => ids.has(index.ids[above] ?? id));
  return covered ? leaveOut(index, ids, row) : addPlaces(index, ids, [row]);
}

/** Takes a place out of the chosen one that includes it: what lies beside the way down stays chosen. */
export function leaveOut(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  row: PlaceRow,
): ReadonlySet<EntityId> {
  const above = new Set(index.ancestors[row]);
  const next = new Set(ids);
  const opened = new Set<PlaceRow>();
  const kept: PlaceRow[] = [];
  const open = (branch: PlaceRow) => {
    if (opened.has(branch)) return;
    opened.add(branch);
    for (const below of index.children[branch] ?? []) {
      if (above.has(below)) open(below);
      else if (below !== row) kept.push(below);
    }
  };
  for (const branch of above) {
    const id = index.ids[branch];
    if (id !== undefined && next.delete(id)) open(branch);
  }
  return addPlaces(index, next, kept);
}

/** Adds places; one that lies in a chosen one is not added, one that an added one includes falls away. */
export function addPlaces(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  rows: Iterable<PlaceRow>,
): ReadonlySet<EntityId> {
  const all = new Set(ids);
  for (const row of rows) {
    const id = index.ids[row];
    if (id !== undefined && !index.closed[row]) all.add(id);
  }
  const minimal = new Set<EntityId>();
  for (const id of all) {
    const row = index.rowById.get(id);
    const above = row === undefined ? [] : (index.ancestors[row] ?? []);
    if (!above.some((ancestor) => all.has(index.ids[ancestor] ?? id))) minimal.add(id);
  }
  return minimal;
}

/** Instead of a place and all that comes later: exactly the places in it today. */
export function listInstead(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  row: PlaceRow,
): ReadonlySet<EntityId> {
  const next = new Set(ids);
  const id = index.ids[row];
  if (id !== undefined) next.delete(id);
  return addPlaces(index, next, countedBelow(index, row));
}

/** The counted places below a place, each once. */
export function countedBelow(index: PlaceIndex, row: PlaceRow): PlaceRow[] {
  const found: PlaceRow[] = [];
  for (let other = 0; other < index.size; other += 1) {
    if (index.counted[other] && index.ancestors[other]?.includes(row)) found.push(other);
  }
  return found;
}

export function removePlaces(
  ids: ReadonlySet<EntityId>,
  away: Iterable<EntityId>,
): ReadonlySet<EntityId> {
  const next = new Set(ids);
  for (const id of away) next.delete(id);
  return next;
}
