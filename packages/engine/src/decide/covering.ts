import type { Instant, Scope } from '../ids.ts';
import { type CompiledModel, containsAll, setBit } from '../snapshot/compiled-model.ts';
import type { GrantRecord, MemberRecord } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** The numbers of a place and of everything it lies in; of several places, all of theirs. Null when one is unknown. */
export function lineageOf(
  store: SnapshotStore,
  place: Scope | readonly Scope[],
): readonly number[] | null {
  if (typeof place === 'string') return store.entity(place)?.ancestors ?? null;
  const lineage = new Set<number>();
  for (const scope of place) {
    const entity = store.entity(scope);
    if (entity === null) return null;
    for (const ancestor of entity.ancestors) lineage.add(ancestor);
  }
  return lineage.size === 0 ? null : [...lineage];
}

/** Counts at this instant, from its start up to but not including its end. */
export const isLive = (grant: GrantRecord, now: Instant) =>
  !hasEnded(grant.endsAt, now) && (grant.startsAt === null || grant.startsAt <= now);

/** An end belongs to what comes after it: at the very instant it is over. */
export const hasEnded = (end: Instant | null, now: Instant) => end !== null && end <= now;

/** Whether the member counts at all: active, and before the end of access. */
export const isActive = (member: MemberRecord, now: Instant) =>
  member.status === 'active' && !hasEnded(member.accessEndsAt, now);

/** What all live grants that reach the place hold together. */
export function heldWords(
  store: SnapshotStore,
  member: MemberRecord,
  lineage: readonly number[],
  now: Instant,
): Uint32Array {
  const held = new Uint32Array(store.compiled.wordCount);
  for (const grant of member.grants) {
    if (!isLive(grant, now) || !lineage.includes(grant.scope)) continue;
    const words = store.setAt(grant.set)?.words;
    if (words === undefined) continue;
    for (let index = 0; index < held.length; index += 1) {
      held[index] = (held[index] ?? 0) | (words[index] ?? 0);
    }
  }
  return held;
}

/** What is held and does not lack what it requires. */
export function withoutUnmet(compiled: CompiledModel, held: Uint32Array): Uint32Array {
  const effective = new Uint32Array(held);
  compiled.requires.forEach((needed, bit) => {
    if (needed === null || containsAll(held, needed)) return;
    effective[bit >>> 5] = (effective[bit >>> 5] ?? 0) & ~(1 << (bit & 31));
  });
  return effective;
}

/** Everything the member may do at a place: all for an owner, nothing for one who does not count. */
export function effectiveWords(
  store: SnapshotStore,
  member: MemberRecord,
  lineage: readonly number[],
  now: Instant,
): Uint32Array {
  const { compiled } = store;
  if (!isActive(member, now)) return new Uint32Array(compiled.wordCount);
  if (member.role === 'owner') return allWords(compiled);
  return withoutUnmet(compiled, heldWords(store, member, lineage, now));
}

function allWords(compiled: CompiledModel): Uint32Array {
  const all = new Uint32Array(compiled.wordCount);
  for (let bit = 0; bit < compiled.names.length; bit += 1) setBit(all, bit);
  return all;
}
