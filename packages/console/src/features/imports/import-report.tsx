import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { countText, numberText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { StatusWord } from '../../shared-ui/status-word.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { isBeingUndone } from './import-queries.ts';
import { ImportSteps } from './import-steps.tsx';
import { stateWords } from './import-words.ts';
import { UndoImport } from './undo-import.tsx';

/** What became of the file, the result to keep, and the undo. */
export function ImportReport({ view }: { view: ImportView }) {
  const [undoing, setUndoing] = useState(false);
  const { counts } = view;
  const kept = counts.errors + counts.failed;
  const { word, tone, icon } = stateWords[view.state];
  const undoable =
    view.undoUntil !== null && counts.applied > 0 && view.undo === null && view.state !== 'undone';
  const facts = [
    [
      'State',
      <StatusWord key="state" tone={tone} icon={icon}>
        {word}
      </StatusWord>,
    ],
    ['Applied', countText(counts.applied, 'row', 'rows')],
    ['Kept back', countText(kept, 'row', 'rows')],
    ['Without a change of their own', countText(counts.noChange + counts.skip, 'row', 'rows')],
    ['Uploaded by', view.createdBy],
    ['Finished', view.finishedAt ? <Timestamp key="at" at={view.finishedAt} show="exact" /> : '–'],
  ] as const;
  return (
    <>
      <ImportSteps current="Report" />
      <div className="stack">
        {view.sentence.length > 0 ? <AccessSentence parts={view.sentence} /> : null}
        {view.failure ? (
          <Note tone="danger" title="It did not get to the end">
            {view.failure}
          </Note>
        ) : null}
        {view.undo ? (
          <Note
            tone="info"
            title={`${countText(view.undo.undone, 'thing', 'things')} put back${isBeingUndone(view) ? ' so far' : ''}`}
          >
            {view.undo.conflicts > 0 ? (
              <p>{numberText(view.undo.conflicts)} were changed since and stay as they are.</p>
            ) : null}
            {view.undo.remarks.map((remark) => (
              <p key={remark}>{remark}</p>
            ))}
          </Note>
        ) : null}
        <Panel
          title="Result"
          footer={
            <>
              <Button
                component="a"
                href={`/v1/imports/${view.id}/result.csv`}
                download
                leftSection={<IconDownload className="i" />}
              >
                Download the result
              </Button>
              {kept > 0 ? (
                <Button
                  component="a"
                  href={`/v1/imports/${view.id}/errors.csv`}
                  download
                  leftSection={<IconDownload className="i" />}
                >
                  Download {countText(kept, 'row', 'rows')} to correct
                </Button>
              ) : null}
              <span className="grow" />
              {undoable ? <Button onClick={() => setUndoing(true)}>Undo this import</Button> : null}
            </>
          }
        >
          <dl className="import-facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p className="sub">
            The result is your file with what became of each row. Upload it again after correcting
            it, and only the unfinished rows are applied.
            {undoable && view.undoUntil ? (
              <>
                {' '}
                An undo is possible until <Timestamp at={view.undoUntil} show="date" />.
              </>
            ) : null}
          </p>
        </Panel>
        <p>
          {view.kind === 'people' ? (
            view.counts.create > 0 ? (
              <Link to="/people" search={{ tab: 'invitations' }}>
                See the invitations
              </Link>
            ) : (
              <Link to="/people">See the people</Link>
            )
          ) : (
            <Link to="/places">See the places</Link>
          )}
        </p>
      </div>
      {undoing ? <UndoImport view={view} onClose={() => setUndoing(false)} /> : null}
    </>
  );
}
