import type { AccessModelView } from '@latchkey/contract';
import { hasPlaces } from '../../api/access-model.ts';
import { inSentence, wordsOf } from '../../api/model-words.ts';
import type { AddPeopleDraft, ChangeDraft } from './add-people-draft.ts';

export type StepKey = 'people' | 'type' | 'where' | 'what' | 'review';

export interface Step {
  readonly key: StepKey;
  readonly label: string;
  /** Why it is left out, in words; null where it is taken. */
  readonly skipped: string | null;
}

/** The way to new people: what an owner needs no choice of is left out, and what the access model leaves no choice of. */
export function stepsOf(model: AccessModelView, role: AddPeopleDraft['role']): readonly Step[] {
  const words = wordsOf(model);
  if (model.startingAccess.length > 0) {
    return [
      { key: 'people', label: words.people, skipped: null },
      { key: 'type', label: 'Starting access', skipped: null },
      { key: 'review', label: 'Review', skipped: null },
    ];
  }
  const oneSet = model.assignment === 'one_set';
  const asOwner =
    role === 'owner'
      ? `An ${inSentence(words.owner)} has every permission in every place, so there is nothing to choose.`
      : null;
  const onlyWhole =
    oneSet || !hasPlaces(model) ? `A ${words.set} counts in the whole organization.` : null;
  return [
    { key: 'people', label: words.people, skipped: null },
    { key: 'type', label: 'Type', skipped: null },
    { key: 'where', label: 'Where', skipped: asOwner ?? onlyWhole },
    { key: 'what', label: oneSet ? words.permissionSet : 'What', skipped: asOwner },
    { key: 'review', label: 'Review', skipped: null },
  ];
}

/** The step before or after one, past those that are skipped. */
export function stepBeside(steps: readonly Step[], key: StepKey, by: 1 | -1): Step | undefined {
  const taken = steps.filter((step) => step.skipped === null || step.key === key);
  return taken[taken.findIndex((step) => step.key === key) + by];
}

/** What a step that is taken on the way is given. */
export interface StepProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  readonly steps: readonly Step[];
  readonly onGo: (step: StepKey) => void;
}
