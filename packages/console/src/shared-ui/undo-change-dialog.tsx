import type { Change, ChangeReceipt, PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { useRefresh } from '../api/use-refresh.ts';
import { SentenceParts } from './access-sentence.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { ProblemNote } from './problem-note.tsx';
import { useToast } from './use-toast.tsx';

/** Undoing a change is a change of its own: its plan is shown before it is made. */
export function UndoChangeDialog({ change, onClose }: { change: Change; onClose: () => void }) {
  const refresh = useRefresh();
  const toast = useToast();
  const path = `/v1/changes/${change.id}/undo`;
  const plan = useQuery({
    queryKey: ['undo-plan', change.id],
    queryFn: () => request<PlanView>('POST', path, { dryRun: true }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <ConfirmDialog
      title="Undo this change?"
      act="Undo"
      size="lg"
      disabled={!plan.data?.applies}
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('POST', path);
        toast('The change is undone.', receipt.changeId);
        await refresh();
      }}
    >
      <p>
        <SentenceParts parts={change.sentence} />
      </p>
      {plan.data ? <PlanSummary plan={plan.data} /> : null}
      {plan.error ? <ProblemNote problem={toProblem(plan.error)} onRetry={plan.refetch} /> : null}
      {plan.isPending ? <Skeleton height={96} /> : null}
    </ConfirmDialog>
  );
}
