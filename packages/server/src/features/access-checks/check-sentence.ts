import type { SentencePart } from '@latchkey/contract';
import { type DenyReason, snapshotModel } from '@latchkey/engine';
import { permissionAct } from '../../words/permission-label.ts';
import { placeWords } from '../../words/place-words.ts';
import { type CheckSubject, holdingOf } from './check-chain.ts';

/** "Ravi cannot publish campaigns at West zone: …" with what would help. */
export function checkSentence(subject: CheckSubject): SentencePart[] {
  const { explanation, person, names, snapshot } = subject;
  const { decision, question, grant } = explanation;
  const act = permissionAct(snapshotModel(snapshot), question.permission);
  const [place] = [question.place].flat();
  const at = place === undefined ? '' : placeWords(snapshot, place, names.places.get(place)).label;

  if (!decision.allowed) {
    return [
      { text: person.name, tone: 'strong' },
      { text: ' cannot ', tone: 'not' },
      { text: `${act} at ${at}. `, tone: 'plain' },
      { text: whyNot[decision.reason], tone: 'plain' },
      ...remedy(subject, decision.reason),
    ];
  }
  const through =
    decision.reason === 'owner' || !grant
      ? 'an owner may do everything everywhere'
      : `${holdingOf(subject, grant)} at ${placeWords(snapshot, grant.scope, names.places.get(grant.scope)).label}`;
  return [
    { text: person.name, tone: 'strong' },
    { text: ' can ', tone: 'plain' },
    { text: `${act} at ${at}`, tone: 'strong' },
    {
      text: decision.reason === 'owner' ? `: ${through}.` : `, through ${through}.`,
      tone: 'plain',
    },
  ];
}

const whyNot: Readonly<Record<DenyReason, string>> = {
  no_grant: 'No permission set held here includes it.',
  not_covered: 'The set that includes it is held elsewhere.',
  missing_required: 'Another permission that it needs is missing here.',
  module_disabled: 'The module is switched off here.',
  masked: 'A restriction of a set that is held hides the module.',
  expired: 'The access has ended.',
  not_started: 'The access has not begun yet.',
  unknown_subject: 'There is no such person here.',
  unknown_entity: 'There is no such place.',
  unknown_permission: 'The access model has no such permission.',
  member_inactive: 'Only active people have access.',
};

/** What the asker could do about it; a reason that no set removes has no such remedy. */
function remedy({ names, helpful }: CheckSubject, reason: DenyReason): SentencePart[] {
  if (!['no_grant', 'not_covered', 'missing_required', 'expired'].includes(reason)) return [];
  const sets = helpful.flatMap((setId) => names.sets.get(setId) ?? []);
  if (sets.length === 0) return [{ text: ' An owner can help.', tone: 'plain' }];
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(sets.slice(0, 3));
  return [
    { text: ' You can give ', tone: 'plain' },
    { text: list, tone: 'strong' },
    { text: ' here.', tone: 'plain' },
  ];
}
