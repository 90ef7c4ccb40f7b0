import type { Scope } from '../ids.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { lineageOf } from './covering.ts';

/** A place as `Reading` takes it: the number of a row of lineages, or a lineage that has none. Null: not known. */
export type Where = number | readonly number[] | null;

/** Where this is. Rows are a snapshot's own, for one place each, and for lineages that are short enough. */
export function whereIs(store: SnapshotStore, place: Scope | readonly Scope[]): Where {
  if (typeof place !== 'string' || store.lineages === null) return lineageOf(store, place);
  const ordinal = store.entityOrdinals.get(place) ?? null;
  if (ordinal === null || store.lineages.has(ordinal)) return ordinal;
  return lineageOf(store, place);
}
