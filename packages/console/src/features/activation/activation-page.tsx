import type { Activation } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { DoorPage } from '../../shared-ui/door-page.tsx';
import { linkToken } from '../../shared-ui/link-token.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { ClosedInvitation } from './closed-invitation.tsx';
import { ReturnedPage } from './returned-page.tsx';
import { WaitingInvitation } from './waiting-invitation.tsx';

const route = getRouteApi('/activate');

/** Where the mail leads: looking changes nothing, only a person's press accepts or declines. */
export function ActivationPage() {
  const [token] = useState(linkToken);
  const { problem } = route.useSearch();
  const look = useQuery({
    queryKey: ['activation', token],
    queryFn: ({ signal }) =>
      request<Activation>('POST', '/v1/activation/look', { body: { token }, signal }),
    refetchOnWindowFocus: false,
  });
  if (look.data?.state === 'waiting') {
    if (problem) return <ReturnedPage token={token} invitation={look.data} problem={problem} />;
    return <WaitingInvitation token={token} invitation={look.data} />;
  }
  if (look.data) {
    return <ClosedInvitation token={token} invitation={look.data} />;
  }
  if (look.error) {
    const failure = toProblem(look.error);
    // A link that is cut off in the mail cannot even be read; for the person it is an unknown one.
    return failure.status >= 400 && failure.status < 500 && failure.status !== 429 ? (
      <ClosedInvitation token={token} invitation={null} />
    ) : (
      <DoorPage title="The invitation cannot be shown">
        <ProblemNote problem={failure} onRetry={look.refetch} />
      </DoorPage>
    );
  }
  return (
    <DoorPage title="Your invitation">
      <p className="sub" role="status">
        One moment.
      </p>
    </DoorPage>
  );
}
