import {
  type Decision,
  evaluate,
  type MemberId,
  masksHoldUntil,
  masksOf,
  placeOf,
  resolveMember,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import type { Answer } from './answers.ts';
import type { AskedQuestion } from './asked-question.ts';
import { supportsObligations } from './mask-obligation.ts';

const unknownSubject: Answer = { allowed: false, reason: 'unknown_subject' };
const unknownEntity: Answer = { allowed: false, reason: 'unknown_entity' };
const notSupported: Answer = { allowed: false, reason: 'obligation_not_supported' };

/** Names become ids, then the engine decides; a name that leads nowhere is a no with its reason. */
export function answerQuestion(snapshot: Snapshot, question: AskedQuestion, now: number): Answer {
  const memberId =
    question.subjectType === 'user' ? resolveMember(snapshot, question.subjectId) : null;
  if (memberId === null) return unknownSubject;

  const { resourceType: type, resourceId: id, resourceProperties: properties } = question;
  const place = placeOf(snapshot, { type, id, properties });
  if (place === null) return unknownEntity;
  const decision = evaluate(snapshot, { memberId, permission: question.action, place }, now);
  return decision.allowed
    ? withMasks(snapshot, question, { memberId, place, decision, now })
    : decision;
}

interface Allowed {
  readonly memberId: MemberId;
  readonly place: Scope | readonly Scope[];
  readonly decision: Extract<Decision, { allowed: true }>;
  readonly now: number;
}

/** A yes goes only to somebody who will mask what has to be masked: everybody else would show it. */
function withMasks(
  snapshot: Snapshot,
  { resourceType, context }: AskedQuestion,
  { memberId, place, decision, now }: Allowed,
): Answer {
  const masks = masksOf(snapshot, memberId, place, resourceType, now);
  if (masks.size > 0 && !supportsObligations(context)) return notSupported;
  const { validUntil } = decision;
  const turn = masksHoldUntil(snapshot, memberId, resourceType, now);
  const isSooner = turn !== null && (validUntil === null || turn < validUntil);
  return { ...decision, masks, validUntil: isSooner ? turn : validUntil };
}
