import type { Answers } from './answers.ts';
import { subjectOf } from './asked.ts';
import type { Latchkey } from './latchkey.ts';
import { LatchkeyError } from './latchkey-error.ts';
import { isPlainYes, readMasks } from './read-masks.ts';
import { maskedView, type View } from './view.ts';

/** The questions of a client, wherever their answers come from; what fails is a no and is reported. */
export function questionsTo(
  answers: Answers,
  report: (error: LatchkeyError) => void,
): Omit<Latchkey, 'organizationId' | 'sessionOf'> {
  const onFailure = async <Answer>(
    answer: Promise<Answer>,
    instead: (error: LatchkeyError) => Answer,
  ): Promise<Answer> => {
    try {
      return await answer;
    } catch (error) {
      const failure =
        error instanceof LatchkeyError
          ? error
          : new LatchkeyError('failed', 'The question could not be asked.', { cause: error });
      report(failure);
      return instead(failure);
    }
  };
  const noOnFailure = (answer: Promise<boolean>) => onFailure(answer, () => false);

  const each = async (...[subject, permissions, resource, ask]: Parameters<Answers['each']>) => {
    if (permissions.length === 0) {
      throw new LatchkeyError('no_permissions', 'Name at least one permission.');
    }
    return answers.each(subject, permissions, resource, ask);
  };
  const look = async <Field extends string>(
    ...[subject, permission, resource, ask]: Parameters<Answers['one']>
  ): Promise<View<Field>> => {
    const answer = await answers.one(subject, permission, resource, { ...ask, masks: true });
    if (answer.decision) return maskedView(readMasks(answer));
    return { allowed: false, reason: String(answer.context?.['reason'] ?? 'unknown') };
  };

  return {
    evaluate: (subject, permission, resource, ask = {}) =>
      answers.one(subjectOf(subject), permission, resource, ask),
    can: (subject, permission, resource, ask = {}) =>
      noOnFailure(answers.one(subjectOf(subject), permission, resource, ask).then(isPlainYes)),
    canAll: (subject, permissions, resource, ask = {}) =>
      noOnFailure(
        each(subjectOf(subject), permissions, resource, ask).then((all) => all.every(isPlainYes)),
      ),
    canAny: (subject, permissions, resource, ask = {}) =>
      noOnFailure(
        each(subjectOf(subject), permissions, resource, ask).then((all) => all.some(isPlainYes)),
      ),
    view: (subject, permission, resource, ask = {}) =>
      onFailure(look(subjectOf(subject), permission, resource, ask), ({ code }) => ({
        allowed: false,
        reason: code,
      })),
    permissions: (subject, resource, ask = {}) =>
      answers.permissions(subjectOf(subject), resource, ask),
  };
}
