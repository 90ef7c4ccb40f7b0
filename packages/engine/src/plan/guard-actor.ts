import { isActive } from '../decide/covering.ts';
import type { Guard } from './act.ts';
import { refusal } from './derivation.ts';

const answers = new Set(['invitation.accept', 'invitation.decline']);

/** A member acts while active; who is invited can answer the own invitation, and nobody can answer for another. */
export const guardActor: Guard = ({ authority, before, effects, operationTypes, now }) => {
  if (authority.kind === 'system') return [];
  const onlyAnswers = [...operationTypes].every((type) => answers.has(type));
  if (authority.kind === 'invitee') {
    const own = effects.every(
      (effect) =>
        (effect.object === 'member' && effect.id === authority.memberId) ||
        (effect.object === 'invitation' && effect.after?.memberId === authority.memberId),
    );
    return onlyAnswers && own ? [] : [refusal('not_allowed', authority.memberId)];
  }
  const actor = before.store.member(authority.memberId);
  const hasAnswer = [...operationTypes].some((type) => answers.has(type));
  return actor === null || !isActive(actor, now) || hasAnswer
    ? [refusal('not_allowed', authority.memberId)]
    : [];
};
