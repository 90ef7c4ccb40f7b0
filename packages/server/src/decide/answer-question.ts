import { evaluateMasked } from '@latchkey/engine';
import type { Answer } from './answers.ts';
import type { AskedQuestion } from './asked-question.ts';
import type { KnownOrganization } from './known-organization.ts';
import { supportsObligations } from './mask-obligation.ts';
import { resolvedQuestion } from './resolved-question.ts';

const unknown = {
  unknown_subject: { allowed: false, reason: 'unknown_subject' },
  unknown_entity: { allowed: false, reason: 'unknown_entity' },
} as const;

/** Names become ids, then the engine decides; a name that leads nowhere is a no with its reason. */
export function answerQuestion(
  organization: KnownOrganization,
  asked: AskedQuestion,
  now: number,
): Answer {
  const question = resolvedQuestion(organization, asked);
  if (typeof question === 'string') return unknown[question];
  const canMask = supportsObligations(asked.context);
  return evaluateMasked(
    organization.snapshot,
    question,
    { type: asked.resourceType, canMask },
    now,
  );
}
