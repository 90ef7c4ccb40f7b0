import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ApiProblem } from '../api/api-problem.ts';
import { CopyText } from './copy-text.tsx';
import { Note } from './note.tsx';

interface ProblemNoteProps {
  readonly problem: ApiProblem;
  readonly onRetry?: (() => unknown) | undefined;
}

/** Trying again changes nothing about these. */
const hopeless: ReadonlySet<string> = new Set(['forbidden', 'not_found', 'unknown_member']);

/** What happened, why, what next, and the request id for whoever helps. */
export function ProblemNote({ problem, onRetry }: ProblemNoteProps) {
  const places = problem.errors.filter((place) => place.detail !== problem.title);
  return (
    <Note tone="danger" role="alert" title={problem.title}>
      <p>{problem.remedy}</p>
      {places.length > 0 ? (
        <ul style={{ marginTop: 'var(--s-1)' }}>
          {places.slice(0, 5).map((place) => (
            <li key={`${place.pointer}${place.detail}`}>
              {place.subject ? <b>{place.subject}: </b> : null}
              {place.detail}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="line" style={{ marginTop: 'var(--s-2)' }}>
        {onRetry && !hopeless.has(problem.code) ? (
          <Button size="xs" leftSection={<IconRefresh />} onClick={() => void onRetry()}>
            Retry
          </Button>
        ) : null}
        {problem.requestId ? (
          <CopyText text={problem.requestId} label="Copy request id">
            Request {problem.requestId}
          </CopyText>
        ) : null}
      </div>
    </Note>
  );
}
