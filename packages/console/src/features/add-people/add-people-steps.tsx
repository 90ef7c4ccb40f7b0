import { IconCheck } from '@tabler/icons-react';
import { countText, peopleText } from '../../shared-ui/number-text.ts';
import { usePlaceIndex } from '../../shared-ui/place-picker/place-picker.tsx';
import { selectionText } from '../../shared-ui/place-picker/place-words.ts';
import { SelectionBadge } from '../../shared-ui/place-picker/selection-badge.tsx';
import { selectionMeaning } from '../../shared-ui/place-picker/selection-meaning.ts';
import type { AddPeopleDraft } from './add-people-draft.ts';

const steps = [
  { key: 'people', label: 'People' },
  { key: 'type', label: 'Type' },
  { key: 'where', label: 'Where' },
  { key: 'what', label: 'What' },
  { key: 'review', label: 'Review' },
] as const;

export type StepKey = (typeof steps)[number]['key'];

interface AddPeopleStepsProps {
  readonly step: StepKey;
  readonly draft: AddPeopleDraft;
  readonly people: number;
  readonly onStep: (step: StepKey) => void;
}

/** Where one is on the way; a step that was done leads back to it. */
export function AddPeopleSteps({ step, draft, people, onStep }: AddPeopleStepsProps) {
  const { index } = usePlaceIndex();
  const current = steps.findIndex(({ key }) => key === step);
  const summary: Record<StepKey, string> = {
    people: peopleText(people),
    type: draft.role === 'owner' ? 'Owner' : 'Member',
    where: index ? selectionText(index, draft.places) : '',
    what: countText(draft.setIds.size, 'set', 'sets'),
    review: '',
  };
  const meaning = index ? selectionMeaning(index, draft.places) : null;
  const skipped = (key: StepKey) => draft.role === 'owner' && (key === 'where' || key === 'what');
  return (
    <ol className="add-steps" aria-label="Steps to add people">
      {steps.map(({ key, label }, at) => {
        if (skipped(key)) {
          return (
            <li key={key} className="add-step add-step-skipped">
              <span className="add-step-label">{label}</span>
              <span className="ellipsis">not needed</span>
            </li>
          );
        }
        if (at >= current) {
          return (
            <li key={key} className="add-step" aria-current={key === step ? 'step' : undefined}>
              <b className="add-step-label">
                {at + 1} {label}
              </b>
            </li>
          );
        }
        return (
          <li key={key} className="add-step add-step-done">
            <button type="button" className="add-step-back" onClick={() => onStep(key)}>
              <IconCheck className="i" aria-hidden />
              <b className="add-step-label">{label}</b>
              <span className="ellipsis">{summary[key]}</span>
              {key === 'where' && meaning ? <SelectionBadge meaning={meaning} /> : null}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
