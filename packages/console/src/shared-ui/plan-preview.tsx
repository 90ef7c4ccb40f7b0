import type { PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { toProblem } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { PlanSummary } from './plan-summary.tsx';
import { ProblemNote } from './problem-note.tsx';

/** A write as it would be sent. */
export interface PlannedWrite {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
}

interface PlanPreviewProps {
  readonly write: PlannedWrite;
  /** Told whenever it is known; false until then. */
  readonly onApplies: (applies: boolean) => void;
}

/** Who gains and loses what by a write, asked of the server before it is done. */
export function PlanPreview({ write, onApplies }: PlanPreviewProps) {
  const { method, path, body } = write;
  const plan = useQuery({
    queryKey: ['plan', method, path, body],
    queryFn: ({ signal }) =>
      request<PlanView>(method, path, {
        ...(body !== undefined && { body }),
        dryRun: true,
        signal,
      }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const applies = plan.data?.applies ?? false;
  useEffect(() => onApplies(applies), [applies, onApplies]);
  return (
    <div aria-live="polite" aria-busy={plan.isFetching}>
      {plan.error ? (
        <ProblemNote problem={toProblem(plan.error)} onRetry={plan.refetch} />
      ) : plan.data ? (
        <PlanSummary plan={plan.data} />
      ) : (
        <Skeleton height={64} />
      )}
    </div>
  );
}
