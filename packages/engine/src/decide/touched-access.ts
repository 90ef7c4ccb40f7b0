import type { Effect } from '../effects.ts';
import type { MemberId } from '../ids.ts';
import { overlaps, unionOf, without } from '../snapshot/compiled-model.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import { type MemberRecord, organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** What a plan touches, as far as decisions depend on it. */
export interface TouchedAccess {
  /** Places whose lineage differs before and after, new ones and those that are gone included. */
  readonly moved: ReadonlySet<number>;
  /** Everybody whose answers may differ: those changed themselves, and holders of what was changed. */
  readonly members: ReadonlySet<MemberId>;
}

/** Works its way from the effects to the people: whoever holds nothing of what was changed is not looked at. */
export function touchedAccess(
  before: SnapshotStore,
  after: SnapshotStore,
  effects: readonly Effect[],
): TouchedAccess {
  const moved = movedPlaces(before, after, effects);
  const members = new Set(
    effects.flatMap((effect) => {
      if (effect.object === 'member') return [effect.id];
      if (effect.object !== 'grant') return [];
      return [effect.before, effect.after].flatMap((grant) => grant?.memberId ?? []);
    }),
  );
  const isTouched = holderTest(before, after, effects, moved);
  if (isTouched !== null) {
    for (const member of before.allMembers()) {
      if (isTouched(member)) members.add(member.memberId);
    }
  }
  return { moved, members };
}

/** Whether somebody holds something that was changed; null when only people themselves were. */
function holderTest(
  before: SnapshotStore,
  after: SnapshotStore,
  effects: readonly Effect[],
  moved: ReadonlySet<number>,
): ((member: MemberRecord) => boolean) | null {
  if (before.compiled !== after.compiled) return () => true;
  const sets = changedSets(before, after, effects);
  const nearMoved = lineagesOf([before, after], moved);
  const switched = switchedModules(before, after, effects);
  if (sets.size + moved.size + switched.near.size === 0) return null;
  const off = before.placesWithModulesOff + after.placesWithModulesOff > 0;
  return (member) => {
    if (member.role === 'owner') return switched.near.size > 0 || (moved.size > 0 && off);
    const { pairs } = member;
    for (let index = 0; index < pairs.length; index += 2) {
      const set = pairs[index] ?? -1;
      const scope = pairs[index + 1] ?? -1;
      if (sets.has(set) || nearMoved.has(scope)) return true;
      if (switched.near.has(scope) && switched.concerns(set)) return true;
    }
    return false;
  };
}

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
    const earlier = before.entity(effect.id);
    const later = after.entity(effect.id);
    if (earlier === null || later === null) continue;
    const was = earlier.offWords ?? new Uint32Array(bits.length);
    const is = later.offWords ?? new Uint32Array(bits.length);
    const differing = unionOf(bits.length, [without(was, is), without(is, was)]);
    if (differing.every((word) => word === 0)) continue;
    places.push(later.ordinal);
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
