import type { Change } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import type { Page } from '../../../api/page.ts';
import { request } from '../../../api/request.ts';
import { manages, useSession } from '../../../api/session.ts';
import { SentenceParts, sentenceText } from '../../../shared-ui/access-sentence.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import { UndoChangeDialog } from '../../../shared-ui/undo-change-dialog.tsx';

/** What happened to one person's access, newest first. */
export function MemberHistory({ memberId }: { memberId: string }) {
  const session = useSession();
  const mayRead = session.member.role === 'owner' || manages(session, 'access.log.read');
  const [undoing, setUndoing] = useState<Change | null>(null);
  const query = useQuery({
    queryKey: ['changes', 'of-member', memberId],
    queryFn: ({ signal }) =>
      request<Page<Change>>('GET', '/v1/changes', { query: { memberId, limit: 10 }, signal }),
    enabled: mayRead,
  });
  if (!mayRead) return <p className="sub">You may not read the history. Ask an owner.</p>;
  if (query.error) return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  if (!query.data) return <Skeleton height={64} />;
  if (query.data.data.length === 0) return <p className="sub">Nothing was changed yet.</p>;
  return (
    <>
      <ol className="history">
        {query.data.data.map((change) => (
          <li key={change.id}>
            <SentenceParts parts={change.sentence} />{' '}
            <span className="dim">
              <Timestamp at={change.at} /> · {byWhom(change)}
              {change.undoneBy ? ' · undone' : ''}
            </span>
            {change.undoable && !change.undoneBy ? (
              <>
                {' '}
                <button type="button" className="linkish" onClick={() => setUndoing(change)}>
                  Undo
                </button>
              </>
            ) : null}
          </li>
        ))}
      </ol>
      {query.data.nextCursor ? (
        <p style={{ marginTop: 'var(--s-3)' }}>
          <Link to="/activity" search={{ memberId }}>
            All of the history
          </Link>
        </p>
      ) : null}
      {undoing ? <UndoChangeDialog change={undoing} onClose={() => setUndoing(null)} /> : null}
    </>
  );
}

/** The sentence usually begins with whoever did it; the name is not said twice. */
function byWhom(change: Change): string {
  const said = sentenceText(change.sentence).includes(change.actor.name);
  return said ? change.channel : `${change.actor.name}, ${change.channel}`;
}
