import type { Instant, MemberId } from '../ids.ts';
import { newNames } from '../move-permissions.ts';
import type { Branch } from '../snapshot/branch.ts';
import { hasBit, namesOf, setBit, unionOf, without } from '../snapshot/compiled-model.ts';
import { type MemberRecord, organizationOrdinal } from '../snapshot/records.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { effectiveWords } from './covering.ts';

/** What one person can do more and less, somewhere, once a plan is carried out. */
export interface AccessMove {
  readonly memberId: MemberId;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/**
 * Who can do more or less than before, renamed permissions counting as the same. Invited and suspended
 * people are measured as if they were active; owners may do everything before and after and are left out.
 */
export function accessMoves({ snapshot }: Branch, now: Instant): AccessMove[] {
  const after = storeOf(snapshot);
  const before = after.parent;
  if (before === null) throw new Error('A snapshot is not a branch.');
  const targets = before.compiled.names.map((name) =>
    newNames(after.compiled.model, name).flatMap((target) => after.compiled.bits.get(target) ?? []),
  );
  const moves: AccessMove[] = [];
  for (const earlier of before.allMembers()) {
    const later = after.member(earlier.memberId);
    if (later === null || later.role === 'owner' || later.status === 'removed') continue;
    const move = moveOf(before, after, asIfActive(earlier), asIfActive(later), targets, now);
    if (move !== null) moves.push(move);
  }
  return moves.sort((left, right) => (left.memberId < right.memberId ? -1 : 1));
}

function moveOf(
  before: SnapshotStore,
  after: SnapshotStore,
  earlier: MemberRecord,
  later: MemberRecord,
  targets: readonly (readonly number[])[],
  now: Instant,
): AccessMove | null {
  let gained: Uint32Array = new Uint32Array(after.compiled.wordCount);
  let lost: Uint32Array = new Uint32Array(after.compiled.wordCount);
  const gone = new Set<string>();
  for (const scope of scopesOf(earlier, later)) {
    const lineage = before.entityAt(scope)?.ancestors ?? [organizationOrdinal];
    const had = effectiveWords(before, earlier, lineage, now);
    const has = effectiveWords(after, later, lineage, now);
    const expected = new Uint32Array(after.compiled.wordCount);
    targets.forEach((bits, bit) => {
      if (!hasBit(had, bit)) return;
      if (bits.length === 0) gone.add(before.compiled.names[bit] ?? '');
      for (const target of bits) setBit(expected, target);
    });
    gained = unionOf(gained.length, [gained, without(has, expected)]);
    lost = unionOf(lost.length, [lost, without(expected, has)]);
  }
  const move = {
    memberId: later.memberId,
    gained: namesOf(after.compiled, gained),
    lost: [...gone, ...namesOf(after.compiled, lost)].sort(),
  };
  return move.gained.length + move.lost.length === 0 ? null : move;
}

const asIfActive = (member: MemberRecord): MemberRecord => ({
  ...member,
  status: 'active',
  accessEndsAt: null,
});

/** Where the person holds anything, before or after. */
const scopesOf = (earlier: MemberRecord, later: MemberRecord): Set<number> =>
  new Set([...earlier.grants, ...later.grants].map(({ scope }) => scope));
