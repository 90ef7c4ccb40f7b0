import type {
  AccessModelView,
  PermissionSet,
  PermissionSetUpdate,
  PlanView,
} from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { type ApiProblem, toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { modelGraph } from '../../shared-ui/permission-matrix/model-graph.ts';
import { PlanSummary } from '../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { AffectedPeople } from './affected-people.tsx';
import { SetDiff } from './set-diff.tsx';
import type { SetEdits } from './set-edits.ts';

interface SaveSideProps {
  readonly edits: SetEdits;
  readonly update: PermissionSetUpdate | null;
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
  readonly problem: ApiProblem | null;
  readonly saving: boolean;
  /** Somebody else's version has to be looked at first. */
  readonly blocked: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

export const saveSideId = 'what-saving-changes';

/** What saving changes: the difference, who is affected, and the button that says for how many. */
export function SaveSide(props: SaveSideProps) {
  const { edits, update, sets, model, problem } = props;
  const { original } = edits;
  const titleId = useId();
  const [settled] = useDebouncedValue(update, 350);
  const rehearsal = useQuery({
    queryKey: ['permission-sets', original.id, 'rehearsal', original.etag, settled],
    queryFn: ({ signal }) =>
      request<PlanView>('PATCH', `/v1/permission-sets/${original.id}`, {
        body: settled,
        ifMatch: original.etag,
        dryRun: true,
        signal,
      }),
    enabled: settled !== null && edits.name.trim() !== '',
    staleTime: 0,
  });
  const plan = update !== null && settled === update ? rehearsal.data : undefined;
  const conflicts = modelGraph(model).problems(edits.draft.permissions);
  const impossible =
    edits.name.trim() === '' || conflicts.length > 0 || (plan !== undefined && !plan.applies);
  const holders = original.memberCount;

  return (
    <aside id={saveSideId} tabIndex={-1} className="frame set-side" aria-labelledby={titleId}>
      <header className="panel-header">
        <h2 id={titleId}>What saving changes</h2>
      </header>
      <div className="pad stack" aria-live="polite" aria-busy={rehearsal.isFetching}>
        {update === null ? (
          <p className="sub">
            Nothing yet. Tick or clear a permission to see what it would change
            {holders > 0 ? ` for ${peopleText(holders)}` : ''}.
          </p>
        ) : (
          <>
            <SetDiff edits={edits} update={update} sets={sets} model={model} />
            {problem && problem.code !== 'set_name_taken' ? (
              <ProblemNote problem={problem} />
            ) : null}
            {rehearsal.error && !problem ? (
              <ProblemNote problem={toProblem(rehearsal.error)} onRetry={rehearsal.refetch} />
            ) : null}
            {plan ? (
              <>
                <PlanSummary plan={{ ...plan, affected: [], affectedTotal: 0, remarks: [] }} />
                {plan.remarks.map((remark) => (
                  <Note key={remark} tone="caution" title={remark} />
                ))}
                <AffectedPeople plan={plan} setId={original.id} update={update} />
              </>
            ) : rehearsal.error ? null : (
              <Skeleton height={96} />
            )}
          </>
        )}
      </div>
      <footer className="panel-footer">
        <Button
          variant="filled"
          disabled={update === null || impossible || props.blocked}
          loading={props.saving}
          onClick={props.onSave}
        >
          {holders > 0 && update !== null
            ? `Save changes for ${peopleText(holders)}`
            : 'Save changes'}
        </Button>
        {update === null ? null : (
          <Button variant="subtle" onClick={props.onDiscard}>
            Discard
          </Button>
        )}
      </footer>
    </aside>
  );
}
