import type { Decision, DenyReason, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import { containsAll, hasBit, overlaps } from '../snapshot/compiled-model.ts';
import type { MemberRecord } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import {
  blockedWords,
  hasEnded,
  heldWords,
  isLive,
  isOpenToOwner,
  lineageOf,
  offWords,
} from './covering.ts';

/** Whether the member may do this, here, at this instant. Pure; what is unknown is denied with its reason. */
export function evaluate(snapshot: Snapshot, question: Question, now: Instant): Decision {
  const store = storeOf(snapshot);
  const member = askedMember(store, question.memberId, question.groups);
  if (member === null) return denied.unknown_subject;
  if (member.status !== 'active') return denied.member_inactive;
  if (hasEnded(member.accessEndsAt, now)) return denied.expired;
  const bit = store.compiled.bits.get(question.permission);
  if (bit === undefined) return denied.unknown_permission;
  const lineage = lineageOf(store, question.place);
  if (lineage === null) return denied.unknown_entity;
  const blocked = blockedWords(store, member, lineage, now);
  if (member.role === 'owner') {
    if (!isOpenToOwner(store.compiled, member, bit)) return denied.no_grant;
    const isOff = blocked !== null && hasBit(blocked, bit);
    return isOff ? denied.module_disabled : ownerDecision(member);
  }

  const { pairs } = member;
  let nearest: Decision = denied.no_grant;
  for (let index = 0; index < pairs.length; index += 2) {
    const words = store.setAt(pairs[index] ?? -1)?.words;
    if (words === undefined || !hasBit(words, bit)) continue;
    if (!isAmong(lineage, pairs[index + 1])) {
      if (nearest === denied.no_grant) nearest = denied.not_covered;
      continue;
    }
    const grant = member.grants[index >> 1];
    if (grant === undefined) continue;
    if (!isLive(grant, now)) {
      if (hasEnded(grant.endsAt, now)) nearest = denied.expired;
      else if (nearest !== denied.expired) nearest = denied.not_started;
      continue;
    }
    const needed = store.compiled.requires[bit] ?? null;
    if (blocked !== null) {
      if (hasBit(blocked, bit)) return blockedDecision(store, bit, lineage);
      if (needed !== null && overlaps(blocked, needed)) return denied.missing_required;
    }
    const limit = earlier(member.accessEndsAt, hiddenFrom(store, member, bit, needed, now));
    if (needed === null || containsAll(words, needed)) {
      return granted(earlier(grant.endsAt, limit));
    }
    // What one grant lacks another may bring, as long as both reach the place.
    if (!containsAll(heldWords(store, member, lineage, now), needed))
      return denied.missing_required;
    return granted(earlier(earliestEnd(store, member, lineage, now), limit));
  }
  return nearest;
}

const denied = {
  no_grant: { allowed: false, reason: 'no_grant' },
  not_covered: { allowed: false, reason: 'not_covered' },
  missing_required: { allowed: false, reason: 'missing_required' },
  expired: { allowed: false, reason: 'expired' },
  not_started: { allowed: false, reason: 'not_started' },
  module_disabled: { allowed: false, reason: 'module_disabled' },
  masked: { allowed: false, reason: 'masked' },
  unknown_subject: { allowed: false, reason: 'unknown_subject' },
  unknown_entity: { allowed: false, reason: 'unknown_entity' },
  unknown_permission: { allowed: false, reason: 'unknown_permission' },
  member_inactive: { allowed: false, reason: 'member_inactive' },
} as const satisfies { [Reason in DenyReason]: { allowed: false; reason: Reason } };

function blockedDecision(store: SnapshotStore, bit: number, lineage: readonly number[]): Decision {
  const off = offWords(store, lineage);
  return off !== null && hasBit(off, bit) ? denied.module_disabled : denied.masked;
}

/** A lineage is three or four numbers: a loop beats every call. */
function isAmong(lineage: readonly number[], scope: number | undefined): boolean {
  for (let index = 0; index < lineage.length; index += 1) {
    if (lineage[index] === scope) return true;
  }
  return false;
}

function granted(validUntil: Instant | null): Decision {
  return { allowed: true, reason: 'granted', validUntil };
}

function ownerDecision({ accessEndsAt }: MemberRecord): Decision {
  return { allowed: true, reason: 'owner', validUntil: accessEndsAt };
}

/** A yes that several grants carry may end with the first of them. */
function earliestEnd(
  store: SnapshotStore,
  member: MemberRecord,
  lineage: readonly number[],
  now: Instant,
): Instant | null {
  let end: Instant | null = null;
  for (const grant of member.grants) {
    if (!isLive(grant, now) || !isAmong(lineage, grant.scope)) continue;
    if (store.setAt(grant.set) !== null) end = earlier(end, grant.endsAt);
  }
  return end;
}

/** When a grant begins whose restriction hides the permission, or what it requires; null: none will. */
function hiddenFrom(
  store: SnapshotStore,
  member: MemberRecord,
  bit: number,
  needed: Uint32Array | null,
  now: Instant,
): Instant | null {
  if (store.restrictingSets === 0) return null;
  let from: Instant | null = null;
  for (const { set, startsAt, endsAt } of member.grants) {
    if (startsAt === null || startsAt <= now || hasEnded(endsAt, startsAt)) continue;
    const hides = store.setAt(set)?.restrictions.some((key) => {
      const hidden = store.compiled.restrictions.get(key);
      if (hidden === undefined) return false;
      return hasBit(hidden, bit) || (needed !== null && overlaps(hidden, needed));
    });
    if (hides) from = earlier(from, startsAt);
  }
  return from;
}

function earlier(left: Instant | null, right: Instant | null): Instant | null {
  if (left === null) return right;
  return right === null || left < right ? left : right;
}
