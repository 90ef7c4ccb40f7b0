import type { AccessRemedy, BulkAct, BulkAnswer, PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { AccessEnd } from '../../shared-ui/access-end/access-end.tsx';
import {
  type AccessEndChoice,
  accessEndProblem,
  noAccessEnd,
} from '../../shared-ui/access-end/access-end-choice.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { PlanSummary } from '../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';

interface RemedyDialogProps {
  readonly memberId: string;
  readonly remedy: AccessRemedy;
  readonly act: NonNullable<AccessRemedy['act']>;
  readonly onMended: () => void;
  readonly onClose: () => void;
}

/** What the act would change, with an end where one can be set; done, it can be undone. */
export function RemedyDialog({ memberId, remedy, act, onMended, onClose }: RemedyDialogProps) {
  const [end, setEnd] = useState<AccessEndChoice>(noAccessEnd);
  const refresh = useRefresh();
  const toast = useToast();
  const ends = accessEndProblem(end, Date.now()) === null;
  const wanted = ends ? withEnd(act.request, end) : null;
  const [asked] = useDebouncedValue(wanted, 200);
  const bodyOf = (request: BulkAct) => ({
    selection: { kind: 'members', memberIds: [memberId] },
    act: request,
  });
  const plan = useQuery({
    queryKey: ['remedy-plan', memberId, asked],
    queryFn: () =>
      request<PlanView>('POST', '/v1/members/bulk', {
        body: asked && bodyOf(asked),
        dryRun: true,
      }),
    enabled: asked !== null,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <ConfirmDialog
      title={`${act.label}?`}
      act={act.label}
      size="lg"
      disabled={wanted === null || !plan.data?.applies}
      onClose={onClose}
      onConfirm={async () => {
        if (wanted === null) return;
        const done = await request<BulkAnswer>('POST', '/v1/members/bulk', {
          body: bodyOf(wanted),
        });
        const [skipped] = done.skipped;
        if (skipped) toast.failed(`${skipped.name}: ${skipped.title}`);
        else toast(`Done: ${act.label}.`, done.changeIds);
        await refresh();
        onMended();
      }}
    >
      <AccessSentence parts={remedy.text} />
      {hasEnd(act.request) ? (
        <AccessEnd
          label={act.request.type === 'setAccessEnd' ? 'With a new end' : 'For a while only'}
          value={end}
          onChange={setEnd}
        />
      ) : null}
      <div className="stack" aria-live="polite">
        {plan.data ? <PlanSummary plan={{ ...plan.data, sentence: [] }} /> : null}
        {plan.error ? <ProblemNote problem={toProblem(plan.error)} onRetry={plan.refetch} /> : null}
        {plan.isPending && asked !== null ? <Skeleton height={96} /> : null}
      </div>
    </ConfirmDialog>
  );
}

const hasEnd = ({ type }: BulkAct) =>
  type === 'addGrants' || type === 'setGrants' || type === 'setAccessEnd';

/** The act with the chosen end in it. */
function withEnd(act: BulkAct, end: AccessEndChoice): BulkAct {
  const endsAt = end.kind === 'at' ? end.instant : null;
  if (act.type === 'setAccessEnd') return { ...act, accessEndsAt: endsAt };
  if (act.type !== 'addGrants' && act.type !== 'setGrants') return act;
  return { ...act, grants: act.grants.map((grant) => ({ ...grant, endsAt })) };
}
