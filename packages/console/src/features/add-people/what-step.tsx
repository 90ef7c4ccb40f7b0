import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccessModel } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { inSentence, type Words, wordsOf } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { manages, onlyProposes, useSession } from '../../api/session.ts';
import { AdviceNote } from '../../shared-ui/advice-note.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { SetChooser } from '../../shared-ui/set-chooser/set-chooser.tsx';
import {
  type AddPeopleDraft,
  allGrantsAtMost,
  grantCount,
  grantsAtMost,
} from './add-people-draft.ts';
import type { Standing } from './address-standing.ts';
import { CreateSetDialog } from './create-set-dialog.tsx';
import { MiddleStep } from './middle-step.tsx';
import type { StepProps } from './steps.ts';
import { useChosenAdvice } from './use-chosen-advice.ts';

interface WhatStepProps extends StepProps {
  /** Who will be invited. */
  readonly people: readonly Standing[];
}

/** What: one permission set or more; a missing one is made here, and nothing chosen is lost. */
export function WhatStep(props: WhatStepProps) {
  const { draft, change, steps, onGo, people } = props;
  const session = useSession();
  const sets = useQuery(permissionSetsQuery);
  const model = useAccessModel();
  const [creating, setCreating] = useState(false);
  const [asked, setAsked] = useState(false);
  // What is proposed is given by whoever approves it.
  const proposes = onlyProposes(session);
  const mayCreate = session.member.role === 'owner' || manages(session, 'access.set.manage');
  const words = wordsOf(model);
  const oneSet = model.assignment === 'one_set';
  const problem = problemOf(draft, people.length, words);
  const advice = useChosenAdvice(draft, people);

  return (
    <div className="add-split">
      <MiddleStep
        of="what"
        steps={steps}
        onGo={onGo}
        title={oneSet ? `Which ${words.set} do they get?` : 'What may they do there?'}
        lead={
          oneSet
            ? `Everybody on the list gets this one ${words.set}.`
            : `Everybody on the list gets these ${words.sets} at the places you chose.`
        }
        onContinue={() => {
          setAsked(true);
          return problem === null;
        }}
      >
        {asked && problem !== null ? (
          <Note tone="danger" role="alert" title={problem.title}>
            {problem.remedy}
          </Note>
        ) : null}
        {sets.error ? <ProblemNote problem={toProblem(sets.error)} onRetry={sets.refetch} /> : null}
        {sets.data ? (
          <SetChooser
            sets={proposes ? sets.data.map((set) => ({ ...set, mayHandOut: true })) : sets.data}
            model={model}
            value={draft.setIds}
            onChange={(setIds) => change({ setIds })}
            onCreate={mayCreate ? () => setCreating(true) : undefined}
          />
        ) : sets.error ? null : (
          <Skeleton height={320} />
        )}
      </MiddleStep>
      <aside className="stack" aria-label="Advice">
        <Note title="Give the least that the work needs">
          More can be added later in a moment; what is too much is seldom taken away.
        </Note>
        <AdviceNote advice={advice} ways={{ where: () => onGo('where') }} />
      </aside>
      {creating && sets.data ? (
        <CreateSetDialog
          model={model}
          sets={sets.data}
          onCreated={(id) => {
            change({ setIds: new Set(oneSet ? [id] : [...draft.setIds, id]) });
            setCreating(false);
          }}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </div>
  );
}

function problemOf(
  draft: AddPeopleDraft,
  people: number,
  words: Words,
): { title: string; remedy: string } | null {
  if (draft.setIds.size === 0) {
    return {
      title: `Choose a ${inSentence(words.permissionSet)}.`,
      remedy: `A ${inSentence(words.member)} needs one; without a ${words.set} they could do nothing.`,
    };
  }
  if (grantCount(draft) > grantsAtMost) {
    return {
      title: `These are ${numberText(grantCount(draft))} single grants each, and ${numberText(grantsAtMost)} is the most.`,
      remedy: 'Choose a higher place in place of its single ones, or use a file.',
    };
  }
  if (grantCount(draft) * people > allGrantsAtMost) {
    return {
      title: `These are ${numberText(grantCount(draft) * people)} grants in all, and ${numberText(allGrantsAtMost)} is the most.`,
      remedy: 'Choose a higher place in place of its single ones, or invite fewer people at once.',
    };
  }
  return null;
}
