import type { Scope } from '../ids.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';

/** The scopes and every entity below them. The organization's id stands for itself and everything. */
export function descendants(snapshot: Snapshot, scopes: readonly Scope[]): Set<Scope> {
  const store = storeOf(snapshot);
  const tops = scopes.flatMap((scope) => store.entity(scope)?.ordinal ?? []);
  return new Set(scopesOf(store, ordinalsBelow(store, tops)));
}

/** The entity, what it lies in, and the organization; nearest first. Empty when there is no such entity. */
export function ancestors(snapshot: Snapshot, scope: Scope): Scope[] {
  const store = storeOf(snapshot);
  return scopesOf(store, store.entity(scope)?.ancestors ?? []);
}

/** How many open entities of a type lie at or below a scope: "41 stores in West zone". */
export function placeCount(snapshot: Snapshot, scope: Scope, lowestType: string): number {
  const store = storeOf(snapshot);
  const top = store.entity(scope);
  if (top === null) return 0;
  let count = 0;
  for (const ordinal of ordinalsBelow(store, [top.ordinal])) {
    const entity = store.entityAt(ordinal);
    if (entity?.type === lowestType && !entity.closed) count += 1;
  }
  return count;
}

/** How many of these places are there of each type; those that are closed or not there are not counted. */
export function placesByType(snapshot: Snapshot, scopes: Iterable<Scope>): Map<string, number> {
  const store = storeOf(snapshot);
  const counts = new Map<string, number>();
  for (const scope of scopes) {
    const entity = store.entity(scope);
    if (entity !== null && !entity.closed)
      counts.set(entity.type, (counts.get(entity.type) ?? 0) + 1);
  }
  return counts;
}

export function scopesOf(store: SnapshotStore, ordinals: Iterable<number>): Scope[] {
  const scopes: Scope[] = [];
  for (const ordinal of ordinals) {
    const entity = store.entityAt(ordinal);
    if (entity !== null) scopes.push(entity.id);
  }
  return scopes;
}
