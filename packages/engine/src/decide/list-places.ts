import type { Question } from '../decision.ts';
import type { Instant, Scope } from '../ids.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import { mergeSorted } from './merge-sorted.ts';
import type { Page, PageRequest } from './page.ts';
import { isWithin, reachOf } from './reach.ts';

export interface AskedPlaces extends Omit<Question, 'place'> {
  /** Entity type, or `organization` for the organization itself. */
  readonly type: string;
}

/**
 * Where the member may do this: exactly the entities of the type at which `evaluate` says yes, closed ones too,
 * in the order of their ids. Walks only what lies under the member's reach.
 */
export function listPlaces(
  snapshot: Snapshot,
  { memberId, permission, type, groups }: AskedPlaces,
  { after, limit }: PageRequest,
  now: Instant,
): Page<Scope> {
  const store = storeOf(snapshot);
  const member = askedMember(store, memberId, groups);
  const bit = store.compiled.bits.get(permission);
  const ids: Scope[] = [];
  // A list is kept for each type: the caller's words make none.
  if (!isPlaceType(store, type)) return { ids, next: null };
  if (member === null || bit === undefined || limit === 0) return { ids, next: null };
  const reach = reachOf(store, member, bit, now);
  const lists = [...reach.under].map((top) => following(store, placesOf(store, top, type), after));
  const compare = (left: number, right: number) =>
    left === right ? 0 : idAt(store, left) < idAt(store, right) ? -1 : 1;
  for (const ordinal of mergeSorted(lists, compare)) {
    if (reach.except.size > 0 && !isWithin(store, reach, ordinal)) continue;
    if (ids.length === limit) return { ids, next: ids.at(-1) ?? null };
    ids.push(idAt(store, ordinal));
  }
  return { ids, next: null };
}

const isPlaceType = ({ compiled: { model } }: SnapshotStore, type: string) =>
  type === 'organization' || Object.hasOwn(model.entityTypes, type);

/** A snapshot keeps such lists; a branch makes them each time. */
function placesOf(store: SnapshotStore, top: number, type: string): readonly number[] {
  const make = () =>
    [...ordinalsBelow(store, [top])]
      .flatMap((ordinal) => {
        const entity = store.entityAt(ordinal);
        return entity?.type === type ? [entity] : [];
      })
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ ordinal }) => ordinal);
  return store.placeLists?.of(top, type, make) ?? make();
}

function* following(
  store: SnapshotStore,
  places: readonly number[],
  after: string | null,
): Generator<number> {
  let low = 0;
  let high = after === null ? 0 : places.length;
  while (after !== null && low < high) {
    const middle = (low + high) >>> 1;
    if (idAt(store, places[middle] ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  for (let index = low; index < places.length; index += 1) yield places[index] ?? 0;
}

const idAt = (store: SnapshotStore, ordinal: number): Scope =>
  store.entityAt(ordinal)?.id ?? store.organizationId;
