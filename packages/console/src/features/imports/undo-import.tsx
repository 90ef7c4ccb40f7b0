import type { ImportView, PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { countText } from '../../shared-ui/number-text.ts';
import { PlanSummary } from '../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

const carefulFrom = 25;

/** What an undo puts back, what it must leave alone, and what cannot be unsent. */
export function UndoImport({ view, onClose }: { view: ImportView; onClose: () => void }) {
  const refresh = useRefresh();
  const rows = view.counts.applied;
  const plan = useQuery({
    queryKey: ['imports', view.id, 'undo'],
    queryFn: ({ signal }) =>
      request<PlanView>('POST', `/v1/imports/${view.id}/undo`, { dryRun: true, signal }),
    staleTime: 0,
  });
  return (
    <ConfirmDialog
      title={`Undo ${countText(rows, 'row', 'rows')} of this import?`}
      act="Undo the import"
      danger
      disabled={plan.data?.applies !== true}
      typed={
        rows > carefulFrom ? { label: `Type ${rows} to go on`, expected: String(rows) } : undefined
      }
      onClose={onClose}
      onConfirm={async () => {
        await request<ImportView>('POST', `/v1/imports/${view.id}/undo`);
        await refresh();
      }}
    >
      {plan.error ? (
        <ProblemNote problem={toProblem(plan.error)} onRetry={plan.refetch} />
      ) : plan.data ? (
        <PlanSummary plan={plan.data} />
      ) : (
        <Skeleton height={80} />
      )}
    </ConfirmDialog>
  );
}
