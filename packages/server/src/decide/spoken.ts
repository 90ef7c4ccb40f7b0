import { explain } from '@latchkey/engine';
import { answerQuestion } from './answer-question.ts';
import { type Answer, decisionText } from './answers.ts';
import type { AskedQuestion } from './asked-question.ts';
import { decisionReasons } from './decision-reasons.ts';
import { explainedOnTheWire } from './explained.ts';
import type { KnownOrganization } from './known-organization.ts';
import { resolvedQuestion } from './resolved-question.ts';

/** An answer in the words of the wire. */
export interface Spoken {
  readonly allowed: boolean;
  readonly text: string;
}

/** Answers a question; its context may ask for reasons as sentences and for the explanation besides. */
export function speak(organization: KnownOrganization, asked: AskedQuestion, now: number): Spoken {
  const answer = answerQuestion(organization, asked, now);
  organization.counts[answer.allowed ? 'allowed' : 'denied']++;
  return {
    allowed: answer.allowed,
    text: decisionText(answer, told(organization, asked, answer, now)),
  };
}

/** Costs as much as several decisions, and most callers only look at the decision: on request. */
function told(
  organization: KnownOrganization,
  asked: AskedQuestion,
  answer: Answer,
  now: number,
): Readonly<Record<string, unknown>> | null {
  const withReasons = asked.context?.['reasons'] === true;
  const withExplanation = asked.context?.['explain'] === true;
  if (!withReasons && !withExplanation) return null;
  const question = resolvedQuestion(organization, asked);
  const explanation =
    typeof question === 'string' ? null : explain(organization.snapshot, question, now);
  return {
    ...(withReasons && decisionReasons(answer, explanation)),
    ...(withExplanation && { explain: explanation && explainedOnTheWire(explanation) }),
  };
}
