import type { Member, MemberAccess, PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { request } from '../../../api/request.ts';
import { PlanSummary } from '../../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';

interface AccessPlanProps {
  readonly member: Member;
  readonly access: MemberAccess;
  readonly onApplies: (applies: boolean) => void;
}

/** What saving would do, asked again at every change of the draft. */
export function AccessPlan({ member, access, onApplies }: AccessPlanProps) {
  const [asked] = useDebouncedValue(access, 200);
  const query = useQuery({
    queryKey: ['access-plan', member.id, member.etag, asked],
    queryFn: () =>
      request<PlanView>('PUT', `/v1/members/${member.id}/access`, {
        body: asked,
        ifMatch: member.etag,
        dryRun: true,
      }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
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
