import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { manages, useSession } from '../../api/session.ts';
import { AdviceNote } from '../../shared-ui/advice-note.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { SetChooser } from '../../shared-ui/set-chooser/set-chooser.tsx';
import {
  type AddPeopleDraft,
  allGrantsAtMost,
  type ChangeDraft,
  grantCount,
  grantsAtMost,
} from './add-people-draft.ts';
import type { Standing } from './address-standing.ts';
import { CreateSetDialog } from './create-set-dialog.tsx';
import { StepPanel } from './step-panel.tsx';
import { useChosenAdvice } from './use-chosen-advice.ts';

interface WhatStepProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  readonly onBack: () => void;
  readonly onContinue: () => void;
  readonly onPlaces: () => void;
  /** Who will be invited. */
  readonly people: readonly Standing[];
}

/** What: one permission set or more; a missing one is made here, and nothing chosen is lost. */
export function WhatStep(props: WhatStepProps) {
  const { draft, change, onBack, onContinue, onPlaces } = props;
  const session = useSession();
  const sets = useQuery(permissionSetsQuery);
  const model = useQuery(accessModelQuery);
  const [creating, setCreating] = useState(false);
  const [asked, setAsked] = useState(false);
  const mayCreate = session.member.role === 'owner' || manages(session, 'access.set.manage');
  const failed = sets.error ?? model.error;
  const problem = problemOf(draft, props.people.length);
  const advice = useChosenAdvice(draft, props.people);

  return (
    <div className="add-split">
      <StepPanel
        title="What may they do there?"
        lead="Everybody on the list gets these sets at the places you chose."
        back={{ label: 'Where', onPress: onBack }}
        main={
          <Button
            variant="filled"
            onClick={() => {
              setAsked(true);
              if (problem === null) onContinue();
            }}
          >
            Continue to Review
          </Button>
        }
      >
        {asked && problem !== null ? (
          <Note tone="danger" role="alert" title={problem.title}>
            {problem.remedy}
          </Note>
        ) : null}
        {failed ? (
          <ProblemNote
            problem={toProblem(failed)}
            onRetry={() => Promise.all([sets.refetch(), model.refetch()])}
          />
        ) : null}
        {sets.data && model.data ? (
          <SetChooser
            sets={sets.data}
            model={model.data}
            value={draft.setIds}
            onChange={(setIds) => change({ setIds })}
            onCreate={mayCreate ? () => setCreating(true) : undefined}
          />
        ) : failed ? null : (
          <Skeleton height={320} />
        )}
      </StepPanel>
      <aside className="stack" aria-label="Advice">
        <Note title="Give the least that the work needs">
          More can be added later in a moment; what is too much is seldom taken away.
        </Note>
        <AdviceNote
          advice={advice}
          onChange={(about) => (about === 'where' ? onPlaces() : undefined)}
        />
      </aside>
      {creating && model.data && sets.data ? (
        <CreateSetDialog
          model={model.data}
          sets={sets.data}
          onCreated={(id) => {
            change({ setIds: new Set([...draft.setIds, id]) });
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
): { title: string; remedy: string } | null {
  if (draft.setIds.size === 0) {
    return {
      title: 'Choose a permission set.',
      remedy: 'A member needs one set at least; without one they could do nothing.',
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
