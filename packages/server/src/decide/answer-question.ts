import {
  type Decision,
  evaluate,
  masksHoldUntil,
  masksOf,
  type Question,
  type Snapshot,
} from '@latchkey/engine';
import type { Answer } from './answers.ts';
import type { AskedQuestion } from './asked-question.ts';
import type { KnownOrganization } from './known-organization.ts';
import { supportsObligations } from './mask-obligation.ts';
import { resolvedQuestion } from './resolved-question.ts';

const unknown = {
  unknown_subject: { allowed: false, reason: 'unknown_subject' },
  unknown_entity: { allowed: false, reason: 'unknown_entity' },
} as const;
const notSupported: Answer = { allowed: false, reason: 'obligation_not_supported' };

/** Names become ids, then the engine decides; a name that leads nowhere is a no with its reason. */
export function answerQuestion(
  organization: KnownOrganization,
  asked: AskedQuestion,
  now: number,
): Answer {
  const question = resolvedQuestion(organization, asked);
  if (typeof question === 'string') return unknown[question];
  const { snapshot } = organization;
  const decision = evaluate(snapshot, question, now);
  return decision.allowed ? withMasks(snapshot, asked, { question, decision, now }) : decision;
}

interface Allowed {
  readonly question: Question;
  readonly decision: Extract<Decision, { allowed: true }>;
  readonly now: number;
}

/** A yes goes only to somebody who will mask what has to be masked: everybody else would show it. */
function withMasks(
  snapshot: Snapshot,
  { resourceType, context }: AskedQuestion,
  { question, decision, now }: Allowed,
): Answer {
  const { memberId, place, groups } = question;
  const masks = masksOf(snapshot, memberId, place, resourceType, now, groups);
  if (masks.size > 0 && !supportsObligations(context)) return notSupported;
  const { validUntil } = decision;
  const turn = masksHoldUntil(snapshot, memberId, resourceType, now);
  const isSooner = turn !== null && (validUntil === null || turn < validUntil);
  return { ...decision, masks, validUntil: isSooner ? turn : validUntil };
}
