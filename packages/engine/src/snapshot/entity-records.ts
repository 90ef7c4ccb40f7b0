import type { Scope } from '../ids.ts';
import { type EntityRecord, organizationOrdinal } from './records.ts';
import type { SnapshotStore } from './snapshot-store.ts';

/** An entity as it shall be: parents by id, none meaning directly in the organization. */
export interface EntityPlacement {
  readonly id: Scope;
  readonly type: string;
  readonly code: string;
  readonly closed: boolean;
  readonly parents: readonly Scope[];
  readonly modulesOff: readonly string[];
}

/** Puts an entity and, when it moved, recomputes what lies below it. Parents must be there already. */
export function putEntity(store: SnapshotStore, placement: EntityPlacement): void {
  const previous = store.entity(placement.id);
  const ordinal = previous?.ordinal ?? store.nextEntity++;
  const named = placement.parents.flatMap((parent) => store.entity(parent)?.ordinal ?? []);
  const parents = named.length === 0 ? [organizationOrdinal] : named;
  const moved = previous === null || !sameNumbers(previous.parents, parents);
  const record: EntityRecord = {
    id: placement.id,
    ordinal,
    type: placement.type,
    code: placement.code,
    closed: placement.closed,
    parents,
    ancestors: moved ? ancestorsOf(store, ordinal, parents) : previous.ancestors,
    modulesOff: placement.modulesOff,
  };
  store.putEntityRecord(record);
  if (previous !== null) forgetCode(store, previous);
  store.entityByCode.set(codeKey(record.type, record.code), record.id);
  if (!moved) return;
  for (const parent of previous?.parents ?? []) ownChildren(store, parent).delete(ordinal);
  for (const parent of parents) ownChildren(store, parent).add(ordinal);
  if (previous !== null) refreshBelow(store, ordinal);
}

export function removeEntity(store: SnapshotStore, id: Scope): void {
  const previous = store.entity(id);
  if (previous === null) return;
  forgetCode(store, previous);
  for (const parent of previous.parents) ownChildren(store, parent).delete(previous.ordinal);
  store.removeEntityRecord(previous);
}

/** The numbers of these entities and of everything below them. */
export function ordinalsBelow(store: SnapshotStore, tops: Iterable<number>): Set<number> {
  const found = new Set(tops);
  // A Set hands out what is added while it is walked.
  for (const ordinal of found) {
    for (const child of store.children(ordinal)) found.add(child);
  }
  return found;
}

/** The key of a code within its type; the length keeps a type and a code from running into each other. */
export const codeKey = (type: string, code: string) =>
  `${type.length}:${type}:${code.toLowerCase()}`;

/** A code that another entity has taken meanwhile stays with that one. */
function forgetCode(store: SnapshotStore, { id, type, code }: EntityRecord): void {
  const key = codeKey(type, code);
  if (store.entityOfCode(key) === id) store.entityByCode.set(key, null);
}

function ancestorsOf(
  store: SnapshotStore,
  ordinal: number,
  parents: readonly number[],
): readonly number[] {
  const found = new Set([ordinal, ...parents]);
  for (const ancestor of found) {
    if (ancestor === ordinal) continue;
    for (const next of store.entityAt(ancestor)?.parents ?? []) found.add(next);
  }
  found.delete(organizationOrdinal);
  return [...found, organizationOrdinal];
}

/** Only the moved subtree: ancestors are walked through parents, so the order does not matter. */
function refreshBelow(store: SnapshotStore, top: number): void {
  const below = ordinalsBelow(store, [top]);
  below.delete(top);
  for (const ordinal of below) {
    const record = store.entityAt(ordinal);
    if (record === null) continue;
    const refreshed = { ...record, ancestors: ancestorsOf(store, ordinal, record.parents) };
    store.putEntityRecord(refreshed);
  }
}

/** A branch changes its own copy of a list of children. */
function ownChildren(store: SnapshotStore, parent: number): Set<number> {
  const own = store.childrenOf.get(parent);
  if (own !== undefined) return own;
  const copy = new Set(store.children(parent));
  store.childrenOf.set(parent, copy);
  return copy;
}

const sameNumbers = (left: readonly number[], right: readonly number[]) =>
  left.length === right.length && left.every((value) => right.includes(value));
