import type { ChangeWithObjects } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { Drawer } from '../../shared-ui/drawer.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { UndoChangeDialog } from '../../shared-ui/undo-change-dialog.tsx';
import { ObjectDifference } from './object-difference.tsx';
import { useObjectNames } from './use-object-names.ts';
import './change-drawer.css';

const changeQuery = (changeId: string) =>
  queryOptions({
    queryKey: ['changes', changeId],
    queryFn: ({ signal }) =>
      request<ChangeWithObjects>('GET', `/v1/changes/${changeId}`, { signal }),
  });

/** One change: its sentence, then each object before and after. */
export function ChangeDrawer({ changeId, onClose }: { changeId: string; onClose: () => void }) {
  const query = useQuery(changeQuery(changeId));
  const [undoing, setUndoing] = useState(false);
  const change = query.data;
  const nameOf = useObjectNames(change?.objects ?? []);
  return (
    <Drawer label="Change" onClose={onClose}>
      {query.error ? (
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      ) : null}
      {query.isPending ? <Skeleton height={160} /> : null}
      {change ? (
        <div className="change-drawer">
          <section>
            <h2>Change {numberText(change.revision)}</h2>
            <p className="sub">
              <Timestamp at={change.at} show="exact" /> · {change.actor.name}, through{' '}
              {change.channel}
            </p>
            <AccessSentence parts={change.sentence} small />
            {change.approvedBy ? <p className="sub">Approved by {change.approvedBy}</p> : null}
            {change.reason ? <p className="sub">Reason: {change.reason}</p> : null}
            {change.undoable && !change.undoneBy ? (
              <Button onClick={() => setUndoing(true)}>Undo this change</Button>
            ) : null}
          </section>
          <section>
            <h3>Before and after</h3>
            <ul className="change-objects">
              {change.objects.map((object) => (
                <li key={`${object.object}${object.id}`}>
                  <ObjectDifference object={object} nameOf={nameOf} />
                </li>
              ))}
            </ul>
            {change.objectCount > change.objects.length ? (
              <p className="sub">
                and {numberText(change.objectCount - change.objects.length)} more
              </p>
            ) : null}
          </section>
          <section>
            <h3>Seal</h3>
            <p className="sub">
              Each change seals the one before it, so that none can be altered unseen.
            </p>
            <CopyText text={change.hash} label="Copy the seal">
              {change.hash.slice(0, 24)}…
            </CopyText>
          </section>
        </div>
      ) : null}
      {undoing && change ? (
        <UndoChangeDialog change={change} onClose={() => setUndoing(false)} />
      ) : null}
    </Drawer>
  );
}
