import type { SignInAnswer } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { ChooseOrganization } from './choose-organization.tsx';

/** Back from the identity provider, and at home in several organizations. */
export function ChooseAfterProvider({ onEntered }: { readonly onEntered: () => Promise<void> }) {
  const answer = useQuery({
    queryKey: ['sign-in-organizations'],
    queryFn: ({ signal }) => request<SignInAnswer>('GET', '/v1/sign-in/organizations', { signal }),
  });
  if (answer.error) {
    return <ProblemNote problem={toProblem(answer.error)} onRetry={answer.refetch} />;
  }
  if (!answer.data) {
    return (
      <p className="sub" role="status">
        One moment.
      </p>
    );
  }
  return <ChooseOrganization organizations={answer.data.organizations} onEntered={onEntered} />;
}
