import type { Instant } from '../ids.ts';
import { containsAll, hasBit, overlaps, unionOf } from '../snapshot/compiled-model.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import { type MemberAccess, organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { isActive, isLive, isOpenToOwner, restrictionsOf } from './covering.ts';

/** Where a permission counts, in numbers: under one of `under` and under none of `except`; a place is under itself. */
export interface Reach {
  readonly under: ReadonlySet<number>;
  readonly except: ReadonlySet<number>;
}

/** Grants reach downward and so does what is switched off: two lists of topmost places say all of it. */
export function reachOf(
  store: SnapshotStore,
  member: MemberAccess,
  bit: number,
  now: Instant,
): Reach {
  const held = heldPlaces(store, member, bit, now);
  if (held.size === 0) return nowhere;
  const off = topmost(store, placesOff(store, member, bit));
  const under = new Set([...held].filter((ordinal) => !isUnder(store, ordinal, off)));
  if (under.size === 0 || off.size === 0) return { under, except: noPlaces };
  return { under, except: new Set([...off].filter((ordinal) => meets(store, ordinal, under))) };
}

/** The numbers of all places within the reach. */
export function placesWithin(store: SnapshotStore, { under, except }: Reach): Set<number> {
  const within = ordinalsBelow(store, under);
  for (const ordinal of ordinalsBelow(store, except)) within.delete(ordinal);
  return within;
}

export function isWithin(store: SnapshotStore, { under, except }: Reach, ordinal: number): boolean {
  return isUnder(store, ordinal, under) && !isUnder(store, ordinal, except);
}

/** Whether these permissions include this one or something that it requires. */
export function bearOn(
  { compiled }: SnapshotStore,
  words: Uint32Array | null | undefined,
  bit: number,
): boolean {
  if (words === null || words === undefined) return false;
  const needed = compiled.requires[bit] ?? null;
  return hasBit(words, bit) || (needed !== null && overlaps(words, needed));
}

const noPlaces: ReadonlySet<number> = new Set();

export const nowhere: Reach = { under: noPlaces, except: noPlaces };

/** The topmost places at which the permission is held with all that it requires, whatever is switched off. */
export function heldPlaces(
  store: SnapshotStore,
  member: MemberAccess,
  bit: number,
  now: Instant,
): ReadonlySet<number> {
  const { compiled } = store;
  if (!isActive(member, now)) return noPlaces;
  if (member.role === 'owner') {
    return isOpenToOwner(compiled, member.visiting, bit)
      ? new Set([organizationOrdinal])
      : noPlaces;
  }
  const hidden = [...restrictionsOf(store, member, now)];
  if (hidden.some((key) => bearOn(store, compiled.restrictions.get(key), bit))) return noPlaces;

  const needed = compiled.requires[bit] ?? null;
  const heldAt = new Map<number, Uint32Array>();
  const pending = new Set<number>();
  for (const grant of member.grants) {
    const words = store.setAt(grant.set)?.words;
    if (words === undefined || !isLive(grant, now) || !bearOn(store, words, bit)) continue;
    const others = heldAt.get(grant.scope);
    heldAt.set(grant.scope, others ? unionOf(compiled.wordCount, [others, words]) : words);
    if (hasBit(words, bit)) pending.add(grant.scope);
  }
  if (needed === null) return topmost(store, pending);
  if (!containsAll(unionOf(compiled.wordCount, heldAt.values()), needed)) return noPlaces;

  const complete = new Set<number>();
  // What a grant lacks it may find further down, from a grant made there. A Set hands out what is added while it is walked.
  for (const ordinal of pending) {
    if (holdsAll(heldAt, store.entityAt(ordinal)?.ancestors ?? [], needed)) complete.add(ordinal);
    else for (const child of store.children(ordinal)) pending.add(child);
  }
  return topmost(store, complete);
}

function holdsAll(
  heldAt: ReadonlyMap<number, Uint32Array>,
  lineage: readonly number[],
  needed: Uint32Array,
): boolean {
  return needed.every((wanted, index) => {
    let held = 0;
    for (const ordinal of lineage) held |= heldAt.get(ordinal)?.[index] ?? 0;
    return (wanted & ~held) === 0;
  });
}

/** Places where the permission's module is off, or that of something it requires; an owner needs nothing else. */
function placesOff(store: SnapshotStore, { role }: MemberAccess, bit: number): Set<number> {
  const off = new Set<number>();
  for (const [ordinal, words] of store.offAt) {
    const isOff = role === 'owner' ? hasBit(words, bit) : bearOn(store, words, bit);
    if (isOff) off.add(ordinal);
  }
  return off;
}

function topmost(store: SnapshotStore, ordinals: ReadonlySet<number>): ReadonlySet<number> {
  if (ordinals.size < 2) return ordinals;
  const lowerOnes = [...ordinals].filter((ordinal) =>
    store
      .entityAt(ordinal)
      ?.ancestors.some((ancestor) => ancestor !== ordinal && ordinals.has(ancestor)),
  );
  const top = new Set(ordinals);
  for (const ordinal of lowerOnes) top.delete(ordinal);
  return top;
}

function isUnder(store: SnapshotStore, ordinal: number, tops: ReadonlySet<number>): boolean {
  if (tops.size === 0) return false;
  return store.entityAt(ordinal)?.ancestors.some((ancestor) => tops.has(ancestor)) === true;
}

/** Whether the place, or one below it that lies in another as well, is under one of the others. */
function meets(store: SnapshotStore, top: number, others: ReadonlySet<number>): boolean {
  const below = new Set([top]);
  for (const ordinal of below) {
    if (isUnder(store, ordinal, others)) return true;
    for (const child of store.children(ordinal)) below.add(child);
  }
  return false;
}
