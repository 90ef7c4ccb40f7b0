import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { countText, peopleText } from '../../shared-ui/number-text.ts';
import { usePlaceIndex } from '../../shared-ui/place-picker/place-picker.tsx';
import { selectionText } from '../../shared-ui/place-picker/place-words.ts';
import { SelectionBadge } from '../../shared-ui/place-picker/selection-badge.tsx';
import { selectionMeaning } from '../../shared-ui/place-picker/selection-meaning.ts';
import type { AddPeopleDraft } from './add-people-draft.ts';
import { startingWords } from './starting-words.ts';
import type { Step, StepKey } from './steps.ts';

interface AddPeopleStepsProps {
  readonly steps: readonly Step[];
  readonly step: StepKey;
  readonly draft: AddPeopleDraft;
  readonly people: number;
  readonly onStep: (step: StepKey) => void;
}

/** Where one is on the way; a step that was done leads back to it. */
export function AddPeopleSteps(props: AddPeopleStepsProps) {
  const { steps, step, draft, people, onStep } = props;
  const words = useWords();
  const sets = useQuery(permissionSetsQuery).data ?? [];
  const [chosen] = sets.filter(({ id }) => draft.setIds.has(id));
  const chosenSets =
    draft.setIds.size === 1 && chosen
      ? chosen.name
      : countText(draft.setIds.size, words.set, words.sets);
  const { index } = usePlaceIndex();
  const current = steps.findIndex(({ key }) => key === step);
  const summary: Record<StepKey, string> = {
    people: peopleText(people),
    type: draft.starting ? startingWords[draft.starting.kind] : words[draft.role ?? 'member'],
    where: index ? selectionText(index, draft.places) : '',
    what: chosenSets,
    review: '',
  };
  const meaning = index ? selectionMeaning(index, draft.places) : null;
  return (
    <ol className="add-steps" aria-label="Steps to add people">
      {steps.map(({ key, label, skipped }, at) => {
        if (skipped !== null) {
          return (
            <li key={key} className="add-step add-step-skipped">
              <span className="add-step-label">{label}</span>
              <span className="ellipsis" title={skipped}>
                not needed
              </span>
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
