import type { AccessCheck } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { AccessChain } from './access-chain.tsx';
import './check-access.css';
import { QuestionForm } from './question-form.tsx';

const route = getRouteApi('/frame/check-access');

interface Asked {
  readonly memberId: string;
  readonly permission: string;
  readonly place: string;
  readonly at?: string | undefined;
}

const checkQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['access-check', asked],
    queryFn: () => request<AccessCheck>('POST', '/v1/access-checks', { body: asked }),
    staleTime: 0,
  });

/** May this person do this, here? The answer in words, then the chain behind it. */
export function CheckAccessPage() {
  const { memberId, permission, place, at } = route.useSearch();
  const navigate = route.useNavigate();
  const complete = memberId !== undefined && permission !== undefined && place !== undefined;
  return (
    <>
      <PageHeader title="Check access" lead="May this person do this, here? The answer, and why." />
      <PageBody>
        <div className="stack check-access">
          <Panel title="Question">
            <QuestionForm
              value={{ memberId, permission, place, at }}
              onChange={(next) => void navigate({ search: next, replace: true })}
            />
          </Panel>
          {complete ? (
            <Answer asked={{ memberId, permission, place, ...(at ? { at } : {}) }} />
          ) : (
            <div className="frame">
              <EmptyState title="Choose a person, an act and a place">
                The answer is the one that the platform's modules get.
              </EmptyState>
            </div>
          )}
        </div>
      </PageBody>
    </>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const query = useQuery(checkQuery(asked));
  if (query.error) {
    return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  }
  if (!query.data) return <Skeleton height={200} />;
  const check = query.data;
  return (
    <Panel
      title={check.allowed ? 'Yes' : 'No'}
      footer={
        <Button
          renderRoot={(props) => (
            <Link to="/people/$memberId" params={{ memberId: asked.memberId }} {...props} />
          )}
        >
          Open this person
        </Button>
      }
    >
      <div className="stack" aria-live="polite">
        <AccessSentence parts={check.sentence} denied={!check.allowed} />
        <p>{check.because}</p>
        <AccessChain chain={check.chain} />
      </div>
    </Panel>
  );
}
