import type { BulkAct, BulkAnswer, MemberSelection, PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../../shared-ui/number-text.ts';
import { PlanSummary } from '../../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import { BulkResult } from './bulk-result.tsx';

/** What every bulk dialog is given by the list. */
export interface BulkTarget {
  readonly selection: MemberSelection;
  readonly count: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface BulkDialogProps extends BulkTarget {
  readonly title: string;
  /** The button's words, for the number of people who would change. */
  readonly label: (people: string) => string;
  /** Null while the form above is not complete. */
  readonly act: BulkAct | null;
  readonly danger?: boolean;
  /** What is told when it is done: "34 people suspended". */
  readonly done: (changed: number) => string;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly children?: ReactNode;
}

/** More people than this, and the number is typed before the act. */
const typedFrom = 26;

/** One act on many people: its plan first, then the act, then who was left alone and why. */
export function BulkDialog(props: BulkDialogProps) {
  const { selection, count, act, onClose, onDone } = props;
  const [answer, setAnswer] = useState<BulkAnswer | null>(null);
  const refresh = useRefresh();
  const toast = useToast();
  const body = { selection, act };
  const plan = useQuery({
    queryKey: ['bulk-plan', body],
    queryFn: () => request<PlanView>('POST', '/v1/members/bulk', { body, dryRun: true }),
    enabled: act !== null && answer === null,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

  const told = ({ changed, changeIds }: BulkAnswer) => toast(`${props.done(changed)}.`, changeIds);

  if (answer) {
    const close = () => {
      // The undo is offered once the reasons have been read.
      if (answer.changed > 0) told(answer);
      onClose();
    };
    return <BulkResult answer={answer} title={props.done(answer.changed)} onClose={close} />;
  }

  // Until the plan is there, the selection is the best guess of its size.
  const size = plan.data?.changed || count;
  const impossible = plan.data?.applies === false;
  return (
    <ConfirmDialog
      title={props.title}
      act={props.label(peopleText(size))}
      danger={props.danger ?? false}
      size={props.size ?? 'lg'}
      disabled={act === null || plan.data === undefined || impossible}
      typed={
        size >= typedFrom ? { label: `Type ${size} to confirm`, expected: String(size) } : undefined
      }
      keepOpen
      onClose={onClose}
      onConfirm={async () => {
        const result = await request<BulkAnswer>('POST', '/v1/members/bulk', { body });
        if (result.skippedTotal > 0) {
          setAnswer(result);
        } else {
          told(result);
          onClose();
        }
        onDone();
        await refresh();
      }}
    >
      {props.children}
      {plan.data ? <PlanSummary plan={impossible ? plan.data : skipsAsRemarks(plan.data)} /> : null}
      {plan.error ? <ProblemNote problem={toProblem(plan.error)} onRetry={plan.refetch} /> : null}
      {plan.isLoading ? <Skeleton height={120} /> : null}
    </ConfirmDialog>
  );
}

/** Those who are left alone are counted in the remarks; only when nobody is left does each reason count. */
const skipsAsRemarks = (plan: PlanView): PlanView => ({ ...plan, problems: [] });
