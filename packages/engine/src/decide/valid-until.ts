import type { Instant } from '../ids.ts';
import { hasBitAt } from '../snapshot/set-bits.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { anyBit, type Reading } from './reading.ts';

/** When time alone may end the yes that the reading has just led to; null: never. */
export function validUntil(
  store: SnapshotStore,
  reading: Reading,
  bit: number,
  now: Instant,
): Instant | null {
  if (!reading.isTimed) return null;
  let until = reading.accessEnd;
  if (!reading.isOwner) {
    const needed = store.compiled.requires[bit] ?? null;
    until = Math.min(
      until,
      endOfHolding(store, reading, bit, needed, now),
      startOfHiding(store, reading, bit, needed, now),
    );
  }
  return until === Number.POSITIVE_INFINITY ? null : until;
}

/** One grant that holds everything carries the yes to its own end; a yes that several carry may end with the first of them. */
function endOfHolding(
  { setBits }: SnapshotStore,
  reading: Reading,
  bit: number,
  needed: Uint32Array | null,
  now: Instant,
): Instant {
  reading.reach(setBits, anyBit);
  const { held, wordCount } = setBits;
  let longest = Number.NEGATIVE_INFINITY;
  let first = Number.POSITIVE_INFINITY;
  for (let index = 0; index < reading.reachingCount; index += 1) {
    const grant = reading.reachingGrant(index);
    if (!reading.isLive(grant, now)) continue;
    const end = reading.endOf(grant);
    first = Math.min(first, end);
    const set = reading.setOf(grant);
    const at = set * wordCount;
    const isWhole =
      needed === null || needed.every((wanted, word) => (wanted & ~(held[at + word] ?? 0)) === 0);
    if (isWhole && hasBitAt(setBits, set, bit)) longest = Math.max(longest, end);
  }
  return longest === Number.NEGATIVE_INFINITY ? first : longest;
}

/** When a grant begins whose restriction hides the permission, or what it requires. */
function startOfHiding(
  { restrictingSets, setBits: { hidden, wordCount } }: SnapshotStore,
  reading: Reading,
  bit: number,
  needed: Uint32Array | null,
  now: Instant,
): Instant {
  let first = Number.POSITIVE_INFINITY;
  if (restrictingSets === 0) return first;
  for (let grant = 0; grant < reading.grantCount; grant += 1) {
    const start = reading.startOf(grant);
    if (start <= now || reading.endOf(grant) <= start) continue;
    const at = reading.setOf(grant) * wordCount;
    const hides =
      ((hidden[at + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) !== 0 ||
      needed?.some((wanted, word) => (wanted & (hidden[at + word] ?? 0)) !== 0);
    if (hides) first = Math.min(first, start);
  }
  return first;
}
