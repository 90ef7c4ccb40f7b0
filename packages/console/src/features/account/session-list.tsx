import type { SessionListItem } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { countText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Tag } from '../../shared-ui/tag.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { browserName } from './browser-name.ts';
import './session-list.css';

const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request<{ data: SessionListItem[] }>('GET', '/v1/sessions', { signal }),
});

/** Where this person is signed in; any of it can be ended. */
export function SessionList() {
  const toast = useToast();
  const refresh = useRefresh();
  const query = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (session: SessionListItem | 'others') =>
      request<null>('DELETE', session === 'others' ? '/v1/sessions' : `/v1/sessions/${session.id}`),
    onSuccess: async (_answer, session) => {
      toast(session === 'others' ? 'All other sessions have ended.' : 'The session has ended.');
      await refresh();
    },
  });
  const sessions = query.data?.data ?? [];
  const others = sessions.filter((session) => !session.current).length;
  const problem = query.error ?? end.error;
  return (
    <Panel
      flush
      title="Sessions"
      lead="Where you are signed in to this organization."
      acts={
        others > 0 ? (
          <Button loading={end.isPending} onClick={() => end.mutate('others')}>
            End {countText(others, 'other session', 'other sessions')}
          </Button>
        ) : null
      }
    >
      {problem ? (
        <div className="pad">
          <ProblemNote problem={toProblem(problem)} onRetry={query.refetch} />
        </div>
      ) : null}
      {query.isPending ? <Skeleton height={104} /> : null}
      <ul className="session-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="grow">
              <b>{browserName(session.userAgent)}</b>{' '}
              {session.current ? <Tag plain>This one</Tag> : null}
              <div className="sub">
                {session.ipAddress} · signed in <Timestamp at={session.createdAt} /> · last seen{' '}
                <Timestamp at={session.lastSeenAt} />
              </div>
            </div>
            {session.current ? null : (
              <Button
                size="xs"
                aria-label={`End the session of ${browserName(session.userAgent)}`}
                onClick={() => end.mutate(session)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
