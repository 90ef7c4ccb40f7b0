import type { SentencePart } from '@latchkey/contract';
import { snapshotModel } from '@latchkey/engine';
import { permissionAct } from '../../words/permission-label.ts';
import { whereWords } from '../../words/place-words.ts';
import { type CheckSubject, holdingOf } from './check-subject.ts';
import { whyNot } from './why-not.ts';

/** "Ravi cannot publish campaigns at West zone." */
export function checkSentence(subject: CheckSubject): SentencePart[] {
  const { explanation, person, snapshot } = subject;
  const act = permissionAct(snapshotModel(snapshot), explanation.question.permission);
  return [
    { text: person.name, tone: 'strong' },
    explanation.decision.allowed
      ? { text: ' can ', tone: 'plain' }
      : { text: ' cannot ', tone: 'not' },
    { text: act, tone: 'strong' },
    { text: ` ${whereOf(subject)}.`, tone: 'plain' },
  ];
}

/** Through what, or why not. */
export function checkReason(subject: CheckSubject): string {
  const { explanation, names, snapshot } = subject;
  const { decision, grant } = explanation;
  if (!decision.allowed) return whyNot(snapshotModel(snapshot), decision.reason);
  if (decision.reason === 'owner' || grant === null)
    return 'An owner may do everything everywhere.';
  const where = whereWords(snapshot, grant.scope, names.places.get(grant.scope));
  return `Through ${holdingOf(subject, grant)} ${where}.`;
}

/** The asked place as a sentence says it. */
export const whereOf = ({ snapshot, names, place }: CheckSubject): string =>
  whereWords(snapshot, place, names.places.get(place));
