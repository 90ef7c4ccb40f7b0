import { accessModuleKey } from '../access-module.ts';
import type { Instant, Scope } from '../ids.ts';
import {
  type CompiledModel,
  containsAll,
  setBit,
  unionOf,
  without,
} from '../snapshot/compiled-model.ts';
import type { GrantRecord, MemberAccess, SetRecord } from '../snapshot/records.ts';
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
export const isActive = (member: MemberAccess, now: Instant) =>
  member.status === 'active' && !hasEnded(member.accessEndsAt, now);

/** What all live grants that reach the place hold together. */
export function heldWords(
  store: SnapshotStore,
  member: MemberAccess,
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

/** What does not count although it is held: modules that are off at the place, for owners too, and what a restriction hides. Null when nothing is. */
export function blockedWords(
  store: SnapshotStore,
  member: MemberAccess,
  lineage: readonly number[],
  now: Instant,
): Uint32Array | null {
  const off = offWords(store, lineage);
  const hidden = hiddenWords(store, member, now);
  if (off === null || hidden === null) return off ?? hidden;
  return unionOf(store.compiled.wordCount, [off, hidden]);
}

/** The permissions of modules that are off at a place or above it; null when none is. */
export function offWords(store: SnapshotStore, lineage: readonly number[]): Uint32Array | null {
  if (store.offAt.size === 0) return null;
  const off = lineage.flatMap((ordinal) => store.offAt.get(ordinal) ?? []);
  return off.length === 0 ? null : unionOf(store.compiled.wordCount, off);
}

/** The restrictions that bind the member, from whichever live grant; owners are never bound. */
export function restrictionsOf(
  store: SnapshotStore,
  member: MemberAccess,
  now: Instant,
): ReadonlySet<string> {
  if (store.restrictingSets === 0 || member.role === 'owner') return unrestricted;
  return new Set(
    member.grants.flatMap((grant) =>
      isLive(grant, now) ? (store.setAt(grant.set)?.restrictions ?? []) : [],
    ),
  );
}

const unrestricted: ReadonlySet<string> = new Set();

function hiddenWords(store: SnapshotStore, member: MemberAccess, now: Instant): Uint32Array | null {
  const restrictions = restrictionsOf(store, member, now);
  if (restrictions.size === 0) return null;
  const hidden = [...restrictions].map((key) => store.compiled.restrictions.get(key));
  return unionOf(store.compiled.wordCount, hidden);
}

/** Everything the member may do at a place: all for an owner, nothing for one who does not count; less what is blocked there. */
export function effectiveWords(
  store: SnapshotStore,
  member: MemberAccess,
  lineage: readonly number[],
  now: Instant,
): Uint32Array {
  const { compiled } = store;
  if (!isActive(member, now)) return new Uint32Array(compiled.wordCount);
  const held =
    member.role === 'owner'
      ? ownersWords(compiled, member)
      : heldWords(store, member, lineage, now);
  const blocked = blockedWords(store, member, lineage, now);
  const counting = blocked === null ? held : without(held, blocked);
  return member.role === 'owner' ? counting : withoutUnmet(compiled, counting);
}

/**
 * What the member can hand on: what a module that is off hides is still held, for it comes back with the
 * module; what a restriction hides is not.
 */
export function ownWords(
  store: SnapshotStore,
  member: MemberAccess,
  lineage: readonly number[],
  now: Instant,
): Uint32Array {
  const { compiled } = store;
  if (!isActive(member, now)) return new Uint32Array(compiled.wordCount);
  if (member.role === 'owner') return allWords(compiled);
  const held = heldWords(store, member, lineage, now);
  const hidden = hiddenWords(store, member, now);
  return withoutUnmet(compiled, hidden === null ? held : without(held, hidden));
}

/** A visit opens the console and none of the platform's modules. */
export const isOpenToOwner = (compiled: CompiledModel, visiting: boolean, bit: number) =>
  !visiting || compiled.names[bit]?.startsWith(`${accessModuleKey}.`) === true;

/** What a set comes to for whoever holds it: a restriction that it carries itself takes its own permissions away. */
export function wordsOfHolder({ compiled }: SnapshotStore, set: SetRecord): Uint32Array {
  if (set.restrictions.length === 0) return set.words;
  const hidden = set.restrictions.map((key) => compiled.restrictions.get(key));
  return without(set.words, unionOf(compiled.wordCount, hidden));
}

function ownersWords(compiled: CompiledModel, member: MemberAccess): Uint32Array {
  if (!member.visiting) return allWords(compiled);
  const words = new Uint32Array(compiled.wordCount);
  for (let bit = 0; bit < compiled.names.length; bit += 1) {
    if (isOpenToOwner(compiled, member.visiting, bit)) setBit(words, bit);
  }
  return words;
}

function allWords(compiled: CompiledModel): Uint32Array {
  const all = new Uint32Array(compiled.wordCount);
  for (let bit = 0; bit < compiled.names.length; bit += 1) setBit(all, bit);
  return all;
}
