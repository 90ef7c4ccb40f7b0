import type { AccessRequest, ApproveAnswer, ApproveRequest, RequestId } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { Drawer } from '../../shared-ui/drawer.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { countText, numberText, peopleText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { reasonText } from '../../shared-ui/reason-text.ts';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { ApproveWithChanges } from './approve-with-changes.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { requestQuery } from './request-queries.ts';
import { RequestState } from './request-state.tsx';

interface RequestDrawerProps {
  readonly id: RequestId;
  readonly onClose: () => void;
}

/** Who asks, for whom, why, and what a yes would do now. */
export function RequestDrawer({ id, onClose }: RequestDrawerProps) {
  const query = useQuery(requestQuery(id));
  return (
    <Drawer label="Request" onClose={onClose}>
      {query.data ? <RequestDetails asked={query.data} /> : null}
      {query.error && !query.data ? (
        <section style={{ paddingTop: 56 }}>
          <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
        </section>
      ) : null}
      {query.isPending ? (
        <section className="stack" aria-busy="true">
          <Skeleton height={44} width="70%" />
          <Skeleton height={160} />
        </section>
      ) : null}
    </Drawer>
  );
}

const shownPeople = 10;

function RequestDetails({ asked }: { asked: AccessRequest }) {
  const more = asked.people.length - shownPeople;
  return (
    <>
      <section className="request-section">
        <h2>
          {asked.mine ? 'You ask' : `${asked.requestedBy.name} asks`} for{' '}
          {peopleText(asked.people.length)}
        </h2>
        <AccessSentence parts={asked.sentence} />
        <p className="request-reason">{asked.reason}</p>
        <dl className="request-facts">
          <dt>State</dt>
          <dd>
            <RequestState state={asked.state} changed={asked.changed} />
          </dd>
          <dt>Asked</dt>
          <dd>
            <Timestamp at={asked.requestedAt} show="exact" />
          </dd>
          {asked.decidedAt ? (
            <>
              <dt>Decided</dt>
              <dd>
                {asked.decidedBy}, <Timestamp at={asked.decidedAt} show="exact" />
              </dd>
            </>
          ) : (
            <>
              <dt>Lapses</dt>
              <dd>
                <Timestamp at={asked.lapsesAt} show="exact" />
              </dd>
            </>
          )}
        </dl>
        {asked.decisionReason ? (
          <Note title={`${asked.decidedBy} says`}>{asked.decisionReason}</Note>
        ) : null}
      </section>
      <section className="request-section">
        <h3>{peopleText(asked.people.length)}</h3>
        <ul className="request-people">
          {asked.people.slice(0, shownPeople).map(({ address, name }) => (
            <li key={address}>
              {name ? `${name}, ` : ''}
              <bdi>{address}</bdi>
            </li>
          ))}
          {more > 0 ? <li className="sub">and {numberText(more)} more</li> : null}
        </ul>
        {asked.problems.map((problem) => (
          <Note key={`${problem.code}${problem.subject}`} tone="caution" title={problem.title}>
            <bdi>{problem.subject}</bdi> is left out. {problem.remedy}
          </Note>
        ))}
      </section>
      <RequestActs asked={asked} />
    </>
  );
}

function RequestActs({ asked }: { asked: AccessRequest }) {
  const refresh = useRefresh();
  const toast = useToast();
  const [dialog, setDialog] = useState<'changes' | 'decline' | null>(null);
  const approve = useMutation({
    mutationFn: (change: Omit<ApproveRequest, 'digest'>) =>
      request<ApproveAnswer>('POST', `/v1/requests/${asked.id}/approve`, {
        body: { ...change, digest: asked.digest },
      }),
    onSuccess: async ({ changeId, results }) => {
      const sent = results.filter(({ result }) => result === 'invited').length;
      toast(`${countText(sent, 'invitation is', 'invitations are')} on the way.`, changeId);
      setDialog(null);
      await refresh();
    },
    // What is shown next is what a yes does now.
    onError: () => void refresh(),
  });
  const withdraw = useMutation({
    mutationFn: () => request<null>('POST', `/v1/requests/${asked.id}/withdraw`),
    onSuccess: async () => {
      toast('The request is withdrawn.', null);
      await refresh();
    },
  });
  const failed = approve.error ?? withdraw.error;
  const count = asked.people.length - asked.problems.length;

  if (asked.state !== 'waiting') return null;
  return (
    <section className="request-section">
      {asked.differs && asked.cannotDecide === null ? (
        <Note tone="caution" title="Something has changed since this was asked.">
          A permission set or a place is not what it was. The sentence above says what a yes does
          now.
        </Note>
      ) : null}
      {failed && dialog === null ? <ProblemNote problem={toProblem(failed)} /> : null}
      {asked.cannotDecide === null ? (
        <div className="line request-acts">
          <Button
            variant="filled"
            disabled={count === 0}
            loading={approve.isPending && dialog === null}
            onClick={() => approve.mutate({})}
          >
            Approve and send {countText(count, 'invitation', 'invitations')}
          </Button>
          <Button onClick={() => setDialog('changes')}>Approve with changes</Button>
          <Button onClick={() => setDialog('decline')}>Decline</Button>
        </div>
      ) : (
        <p className="sub">{reasonText(asked.cannotDecide)}</p>
      )}
      {asked.mine ? (
        <div className="line">
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw the request
          </Button>
        </div>
      ) : null}
      {dialog === 'changes' ? (
        <ApproveWithChanges
          asked={asked}
          onApprove={(change) => approve.mutateAsync(change)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'decline' ? (
        <DeclineDialog asked={asked} onClose={() => setDialog(null)} />
      ) : null}
    </section>
  );
}
