import type { Member, MemberAccess } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { PlanSummary } from '../../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { useAccessPlan } from './use-access-plan.ts';

interface AccessPlanProps {
  readonly member: Member;
  readonly access: MemberAccess;
  readonly onApplies: (applies: boolean) => void;
}

/** What saving would do. */
export function AccessPlan({ member, access, onApplies }: AccessPlanProps) {
  const query = useAccessPlan(member, access);
  const applies = query.data?.applies ?? false;
  useEffect(() => onApplies(applies), [applies, onApplies]);
  return (
    <section aria-live="polite">
      <h3 style={{ marginBottom: 'var(--s-2)' }}>What saving changes</h3>
      {query.data ? <PlanSummary plan={query.data} /> : null}
      {query.error ? (
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      ) : null}
      {query.isPending ? <Skeleton height={72} /> : null}
    </section>
  );
}
