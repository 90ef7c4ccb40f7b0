import { isActive } from '../decide/covering.ts';
import type { MemberId } from '../ids.ts';
import type { Operation } from '../operations.ts';
import type { MemberState } from '../state.ts';
import {
  type Derivation,
  type DeriveContext,
  derived,
  type Refusal,
  refusal,
  refused,
  unchanged,
} from './derivation.ts';
import type { Working } from './working.ts';

const longestVisitHours = 8;
const hourInMilliseconds = 3_600_000;
/** Whoever asks for eight hours may have a clock that goes a little fast. */
const clocksDiffer = 60_000;

type VisitOperation = Extract<Operation, { type: 'visit.begin' | 'visit.end' }>;

/** A visit is a member for a while; the same person visiting again is the same member again. */
export function deriveVisit(
  operation: VisitOperation,
  working: Working,
  context: DeriveContext,
): Derivation {
  const { memberId } = operation;
  const member = working.member(memberId);
  if (operation.type === 'visit.end') {
    if (member === null || !member.visiting) return refused('unknown_member', memberId);
    if (member.status === 'removed') return unchanged;
    const after: MemberState = { ...member, status: 'removed', removedAt: context.now };
    return { effects: [{ object: 'member', id: memberId, before: member, after }] };
  }
  const { userId, name, address, endsAt } = operation;
  return derived(
    [...checkInside(operation, working, context), ...checkEnd(endsAt, context)],
    () => [
      {
        object: 'member',
        id: memberId,
        before: member,
        after: {
          role: 'owner',
          status: 'active',
          userId,
          name,
          phone: null,
          address,
          signInMethod: 'password',
          externalId: null,
          accessEndsAt: endsAt,
          joinedAt: context.now,
          removedAt: null,
          visiting: true,
        },
      },
    ],
  );
}

/** Whoever belongs to the organization has no need to visit it, and one visit is enough. */
function checkInside(
  { memberId, userId, address }: Extract<VisitOperation, { type: 'visit.begin' }>,
  working: Working,
  { now }: DeriveContext,
): Refusal[] {
  const known: (MemberId | null)[] = [
    memberId,
    working.store.memberOfUser(userId),
    working.memberOfAddress(address),
  ];
  for (const id of known) {
    const record = id === null ? null : working.store.member(id);
    if (record === null) continue;
    const { visiting, status } = record;
    if (!visiting && (status !== 'removed' || record.memberId === memberId)) {
      return [refusal('already_member', address, { memberId: record.memberId })];
    }
    // A visit that the clock alone has ended is taken up again as the same member, and as no other.
    const isOpen = isActive(record, now) || record.memberId !== memberId;
    if (visiting && status === 'active' && isOpen) return [refusal('visit_open', record.memberId)];
  }
  return [];
}

function checkEnd(endsAt: number, { now }: DeriveContext): Refusal[] {
  if (endsAt <= now) return [refusal('ends_in_past', null, { endsAt })];
  const longest = longestVisitHours * hourInMilliseconds + clocksDiffer;
  return endsAt - now <= longest ? [] : [refusal('visit_too_long', null, { endsAt })];
}
