import type { DenyReason, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { isOpenToOwner } from './covering.ts';
import { anyBit, Reading } from './reading.ts';
import { whereIs } from './where-is.ts';

/** What comes out, in one word; `no_grant` also stands for `not_covered`, which only `evaluate` tells apart. */
export type Verdict = 'owner' | 'granted' | Exclude<DenyReason, 'not_covered'>;

export const isYes = (verdict: Verdict) => verdict === 'granted' || verdict === 'owner';

/** The one reading of this process: a decision is made at once, and never inside another. */
export const reading = new Reading();

/** The verdict on a question; leaves `reading` open on the member. */
export function verdictOn(
  store: SnapshotStore,
  { memberId, permission, place, groups }: Question,
  now: Instant,
): Verdict {
  if (!reading.open(store, memberId, groups)) return 'unknown_subject';
  reading.stand(store, whereIs(store, place));
  return verdict(store, store.compiled.bits.get(permission) ?? -1, now);
}

/** The verdict on whoever `reading` is open on, where it stands; permission -1 is an unknown one. */
export function verdict(store: SnapshotStore, bit: number, now: Instant): Verdict {
  if (!reading.isActive) return 'member_inactive';
  if (reading.accessEnd <= now) return 'expired';
  if (bit === -1) return 'unknown_permission';
  if (reading.placeCount === 0) return 'unknown_entity';
  if (reading.isOwner) {
    if (!isOpenToOwner(store.compiled, reading.isVisiting, bit)) return 'no_grant';
    return isOff(store, bit) ? 'module_disabled' : 'owner';
  }
  reading.reach(store.setBits, bit);
  let nearest: Verdict = 'no_grant';
  for (let index = 0; index < reading.reachingCount; index += 1) {
    const grant = reading.reachingGrant(index);
    if (reading.isLive(grant, now)) return counting(store, bit, now);
    if (reading.endOf(grant) <= now) nearest = 'expired';
    else if (nearest !== 'expired') nearest = 'not_started';
  }
  return nearest;
}

/** Held at the place by a live grant: what may still stand against it. */
function counting(store: SnapshotStore, bit: number, now: Instant): Verdict {
  if (isOff(store, bit)) return 'module_disabled';
  if (isHidden(store, bit, now)) return 'masked';
  const needed = store.compiled.requires[bit] ?? null;
  if (needed === null) return 'granted';
  reading.reach(store.setBits, anyBit);
  for (let word = 0; word < needed.length; word += 1) {
    const wanted = needed[word] ?? 0;
    if (wanted === 0) continue;
    const held = heldIn(store, word, now) & ~offIn(store, word, wanted);
    if ((wanted & ~(held & ~hiddenIn(store, word, wanted, now))) !== 0) return 'missing_required';
  }
  return 'granted';
}

function isOff(store: SnapshotStore, bit: number): boolean {
  const mask = 1 << (bit & 31);
  return (offIn(store, bit >>> 5, mask) & mask) !== 0;
}

/** One word of what is off at the place or above it, if any of what is asked ever is. */
function offIn({ off }: SnapshotStore, word: number, asked: number): number {
  let found = 0;
  if (!off.isEverOff(word, asked)) return found;
  for (let index = 0; index < reading.placeCount; index += 1) {
    found |= off.wordAt(reading.placeAt(index), word);
  }
  return found;
}

function isHidden(store: SnapshotStore, bit: number, now: Instant): boolean {
  return hiddenIn(store, bit >>> 5, 1 << (bit & 31), now) !== 0;
}

/** What restrictions hide of some permissions in one word: those of every live grant, wherever it is. */
function hiddenIn({ setBits }: SnapshotStore, word: number, asked: number, now: Instant): number {
  const { hidden, hiddenBySome, wordCount } = setBits;
  let found = 0;
  if (((hiddenBySome[word] ?? 0) & asked) === 0) return found;
  for (let grant = 0; grant < reading.grantCount; grant += 1) {
    const hides = (hidden[reading.setOf(grant) * wordCount + word] ?? 0) & asked;
    if (hides !== 0 && reading.isLive(grant, now)) found |= hides;
  }
  return found;
}

/** One word of what all live grants that reach the place hold together. */
function heldIn({ setBits }: SnapshotStore, word: number, now: Instant): number {
  const { held, wordCount } = setBits;
  let found = 0;
  for (let index = 0; index < reading.reachingCount; index += 1) {
    const grant = reading.reachingGrant(index);
    if (reading.isLive(grant, now)) found |= held[reading.setOf(grant) * wordCount + word] ?? 0;
  }
  return found;
}
