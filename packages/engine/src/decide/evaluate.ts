import type { Decision, DenyReason, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import { containsAll, hasBit } from '../snapshot/compiled-model.ts';
import type { GrantRecord, MemberRecord } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { heldWords, isLive, lineageOf } from './covering.ts';

/** Whether the member may do this, here, at this instant. Pure; what is unknown is denied with its reason. */
export function evaluate(snapshot: Snapshot, question: Question, now: Instant): Decision {
  const store = storeOf(snapshot);
  const member = store.member(question.memberId);
  if (member === null) return denied.unknown_subject;
  if (member.status !== 'active') return denied.member_inactive;
  if (now >= member.accessEndsAt) return denied.expired;
  const bit = store.compiled.bits.get(question.permission);
  if (bit === undefined) return denied.unknown_permission;
  const lineage = lineageOf(store, question.place);
  if (lineage === null) return denied.unknown_entity;
  if (member.role === 'owner') return ownerDecision(member);

  let nearest: Decision = denied.no_grant;
  for (const grant of member.grants) {
    const words = store.setAt(grant.set)?.words;
    if (words === undefined || !hasBit(words, bit)) continue;
    if (!lineage.includes(grant.scope)) {
      if (nearest === denied.no_grant) nearest = denied.not_covered;
      continue;
    }
    if (!isLive(grant, now)) {
      if (grant.endsAt <= now) nearest = denied.expired;
      else if (nearest !== denied.expired) nearest = denied.not_started;
      continue;
    }
    const needed = store.compiled.requires[bit] ?? null;
    if (needed === null || containsAll(words, needed)) {
      return granted(grant, Math.min(grant.endsAt, member.accessEndsAt));
    }
    // What one grant lacks another may bring, as long as both reach the place.
    if (!containsAll(heldWords(store, member, lineage, now), needed))
      return denied.missing_required;
    return granted(grant, earliestEnd(store, member, lineage, now));
  }
  return nearest;
}

const denied = {
  no_grant: { allowed: false, reason: 'no_grant' },
  not_covered: { allowed: false, reason: 'not_covered' },
  missing_required: { allowed: false, reason: 'missing_required' },
  expired: { allowed: false, reason: 'expired' },
  not_started: { allowed: false, reason: 'not_started' },
  unknown_subject: { allowed: false, reason: 'unknown_subject' },
  unknown_entity: { allowed: false, reason: 'unknown_entity' },
  unknown_permission: { allowed: false, reason: 'unknown_permission' },
  member_inactive: { allowed: false, reason: 'member_inactive' },
} as const satisfies { [Reason in DenyReason]: { allowed: false; reason: Reason } };

function granted(grant: GrantRecord, end: number): Decision {
  return { allowed: true, reason: 'granted', grantId: grant.grantId, validUntil: instantOf(end) };
}

function ownerDecision(member: MemberRecord): Decision {
  return {
    allowed: true,
    reason: 'owner',
    grantId: null,
    validUntil: instantOf(member.accessEndsAt),
  };
}

/** A yes that several grants carry may end with the first of them. */
function earliestEnd(
  store: SnapshotStore,
  member: MemberRecord,
  lineage: readonly number[],
  now: Instant,
): number {
  let end = member.accessEndsAt;
  for (const grant of member.grants) {
    if (!isLive(grant, now) || !lineage.includes(grant.scope)) continue;
    if (store.setAt(grant.set) !== null) end = Math.min(end, grant.endsAt);
  }
  return end;
}

const instantOf = (end: number): Instant | null => (end === Number.POSITIVE_INFINITY ? null : end);
