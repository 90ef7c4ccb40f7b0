import type { Effect } from '../effects.ts';
import type { MemberId } from '../ids.ts';
import { overlaps, unionOf, without } from '../snapshot/compiled-model.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import { organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { SortedList } from '../snapshot/sorted-list.ts';
import type { Steps } from '../steps.ts';

/** What a plan touches, as far as decisions depend on it. */
export interface TouchedAccess {
  /** Places whose lineage differs before and after, new ones and those that are gone included. */
  readonly moved: ReadonlySet<number>;
  /** Everybody whose answers may differ: those changed themselves, and holders of what was changed. */
  readonly members: ReadonlySet<MemberId>;
}

/** Works its way from the effects to the people: whoever holds nothing of what was changed is not looked at. */
export function* touchedAccess(
  before: SnapshotStore,
  after: SnapshotStore,
  effects: readonly Effect[],
): Steps<TouchedAccess> {
  const { packed, holders } = before;
  if (packed === null || holders === null) throw new Error('A branch holds no lists.');
  const { ids } = packed;
  const moved = movedPlaces(before, after, effects);
  const members = new Set(
    effects.flatMap((effect) => {
      if (effect.object === 'member') return [effect.id];
      if (effect.object !== 'grant') return [];
      return [effect.before, effect.after].flatMap((grant) => grant?.memberId ?? []);
    }),
  );
  function* add(list: SortedList | undefined): Steps<void> {
    for (const member of list?.from(fromTheFirst) ?? []) {
      members.add(ids.at(member));
      if (members.size % fewMembers === 0) yield;
    }
  }
  if (before.compiled !== after.compiled) {
    for (const { memberId } of before.allMembers()) {
      members.add(memberId);
      if (members.size % fewMembers === 0) yield;
    }
    return { moved, members };
  }
  const sets = changedSets(before, after, effects);
  for (let scope = 0; sets.size > 0 && scope < before.nextEntity; scope += 1) {
    for (const set of sets) yield* add(holders.at(scope).get(set));
  }
  for (const scope of lineagesOf([before, after], moved)) {
    for (const list of holders.at(scope).values()) yield* add(list);
  }
  const switched = switchedModules(before, after, effects);
  for (const scope of switched.near) {
    for (const [set, list] of holders.at(scope)) if (switched.concerns(set)) yield* add(list);
  }
  const ownersInherit = moved.size > 0 && before.offAt.size + after.offAt.size > 0;
  if (ownersInherit || switched.near.size > 0) yield* add(holders.owners);
  return { moved, members };
}

/** Between two looks at whether others wait. */
const fewMembers = 64;

const fromTheFirst = () => true;

/** Sets that give or restrict otherwise than before. */
function changedSets(
  before: SnapshotStore,
  after: SnapshotStore,
  effects: readonly Effect[],
): Set<number> {
  const changed = new Set<number>();
  for (const effect of effects) {
    if (effect.object !== 'permissionSet') continue;
    const earlier = before.set(effect.id);
    const later = after.set(effect.id);
    if (earlier === null || later === null) continue;
    const same =
      earlier.words.every((word, index) => word === later.words[index]) &&
      earlier.restrictions.join() === later.restrictions.join();
    if (!same) changed.add(earlier.ordinal);
  }
  return changed;
}

function movedPlaces(
  before: SnapshotStore,
  after: SnapshotStore,
  effects: readonly Effect[],
): Set<number> {
  const tops = effects.flatMap((effect) => {
    if (effect.object !== 'entity') return [];
    if (effect.before?.parents.join() === effect.after?.parents.join()) return [];
    return (before.entity(effect.id) ?? after.entity(effect.id))?.ordinal ?? [];
  });
  return new Set([...ordinalsBelow(before, tops), ...ordinalsBelow(after, tops)]);
}

/** Scopes that reach a place where modules were switched, and which sets hold something that the switch concerns. */
function switchedModules(before: SnapshotStore, after: SnapshotStore, effects: readonly Effect[]) {
  const places: number[] = [];
  let bits: Uint32Array = new Uint32Array(after.compiled.wordCount);
  for (const effect of effects) {
    if (effect.object !== 'entity' && effect.object !== 'organization') continue;
    const ordinal = before.entity(effect.id)?.ordinal;
    if (ordinal === undefined) continue;
    const was = before.offAt.get(ordinal) ?? new Uint32Array(bits.length);
    const is = after.offAt.get(ordinal) ?? new Uint32Array(bits.length);
    const differing = unionOf(bits.length, [without(was, is), without(is, was)]);
    if (differing.every((word) => word === 0)) continue;
    places.push(ordinal);
    bits = unionOf(bits.length, [bits, differing]);
  }
  // What requires one of these counts only with a set that has it: its holders are found through that one.
  const known = new Map<number, boolean>();
  const concerns = (ordinal: number): boolean => {
    const answer = known.get(ordinal) ?? overlaps(before.setAt(ordinal)?.words ?? bits, bits);
    known.set(ordinal, answer);
    return answer;
  };
  return { near: lineagesOf([before], ordinalsBelow(before, places)), concerns };
}

/** Every place in which one of these lies, themselves included. */
function lineagesOf(stores: readonly SnapshotStore[], ordinals: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  for (const ordinal of ordinals) {
    for (const store of stores) {
      for (const above of store.entityAt(ordinal)?.ancestors ?? [organizationOrdinal]) {
        found.add(above);
      }
    }
  }
  return found;
}
