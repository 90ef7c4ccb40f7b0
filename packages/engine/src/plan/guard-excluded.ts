import type { MemberId } from '../ids.ts';
import { hasBit } from '../snapshot/compiled-model.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import type { GrantRecord, MemberRecord } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { Act, Guard } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

/** Two duties that exclude each other never meet in one person at one place. */
export const guardExcluded: Guard = (act) => {
  const { store } = act.after;
  if (store.compiled.excludes.length === 0) return [];
  return [...touchedMembers(act)].flatMap((member): Refusal[] => {
    if (member.role === 'owner' || member.status === 'removed') return [];
    const pair = meetingPair(store, member);
    if (pair === null) return [];
    const earlier = act.before.store.member(member.memberId);
    // What was so before is not the doing of this act.
    if (earlier !== null && meetingPair(act.before.store, earlier) !== null) return [];
    return [refusal('excluded_permissions', member.memberId, { permissions: pair })];
  });
};

function touchedMembers({ effects, after: { store } }: Act): Set<MemberRecord> {
  const touched = new Set<MemberRecord>();
  const add = (memberId: MemberId | undefined) => {
    const member = memberId === undefined ? null : store.member(memberId);
    if (member !== null) touched.add(member);
  };
  for (const effect of effects) {
    if (effect.object === 'member') add(effect.id);
    if (effect.object === 'grant') add(effect.after?.memberId);
    const movesModel =
      effect.object === 'organization' && effect.before?.modelHash !== effect.after?.modelHash;
    if (effect.object === 'permissionSet' || effect.object === 'entity' || movesModel) {
      return new Set(store.allMembers());
    }
  }
  return touched;
}

function meetingPair(store: SnapshotStore, member: MemberRecord): [string, string] | null {
  for (const [left, right] of store.compiled.excludes) {
    const holding = (bit: number) =>
      member.grants.filter((grant) => {
        const words = store.setAt(grant.set)?.words;
        return words !== undefined && hasBit(words, bit);
      });
    const rights = holding(right);
    for (const grant of holding(left)) {
      if (!rights.some((other) => meet(store, grant, other))) continue;
      return [store.compiled.names[left] ?? '', store.compiled.names[right] ?? ''];
    }
  }
  return null;
}

/** At the same time, and at a place that both reach. */
function meet(store: SnapshotStore, left: GrantRecord, right: GrantRecord): boolean {
  if (isOver(left, right) || isOver(right, left)) return false;
  const leftBelow = ordinalsBelow(store, [left.scope]);
  if (leftBelow.has(right.scope)) return true;
  return [...ordinalsBelow(store, [right.scope])].some((ordinal) => leftBelow.has(ordinal));
}

/** Whether the one has ended when the other begins. */
const isOver = (first: GrantRecord, second: GrantRecord) =>
  first.endsAt !== null && second.startsAt !== null && first.endsAt <= second.startsAt;
