import { type Decision, evaluate, resolveMember } from '@latchkey/engine';
import type { AskedQuestion } from './asked-question.ts';
import { findPlace, type KnownOrganization } from './find-place.ts';

const unknownSubject: Decision = { allowed: false, reason: 'unknown_subject' };
const unknownEntity: Decision = { allowed: false, reason: 'unknown_entity' };

/** Names become ids, then the engine decides; a name that leads nowhere is a no with its reason. */
export function answerQuestion(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Decision {
  const memberId =
    question.subjectType === 'user'
      ? resolveMember(organization.snapshot, question.subjectId)
      : null;
  if (memberId === null) return unknownSubject;

  const place = findPlace(organization, question);
  if (place === null) return unknownEntity;
  return evaluate(organization.snapshot, { memberId, permission: question.action, place }, now);
}
