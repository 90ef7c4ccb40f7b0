import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { Note } from '../../shared-ui/note.tsx';
import { countText } from '../../shared-ui/number-text.ts';
import { useSetMode } from './use-set-mode.ts';

interface ChangedSinceProps {
  readonly view: ImportView;
  readonly onShow: () => void;
}

/** People who were changed after the file was exported: whoever replaces would undo that unseen. */
export function ChangedSince({ view, onShow }: ChangedSinceProps) {
  const setMode = useSetMode(view.id);
  const rows = view.counts.changedSince;
  const { mode, applyChanged } = view;
  return (
    <Note tone="caution" title={`${countText(rows, 'row', 'rows')} changed since your export`}>
      <p>
        {applyChanged
          ? 'Such rows are applied all the same: what was given meanwhile may be taken away again.'
          : 'Rows that replace are kept back, so that nothing given meanwhile is lost. Export again, or apply them all the same. Other rows are applied on top.'}
      </p>
      <div className="line note-acts">
        <Button size="xs" onClick={onShow}>
          Show {rows === 1 ? 'it' : 'them'}
        </Button>
        <Button
          size="xs"
          loading={setMode.isPending}
          onClick={() => setMode.mutate({ mode, applyChanged: !applyChanged })}
        >
          {applyChanged ? 'Keep back what changed' : 'Apply all the same'}
        </Button>
      </div>
    </Note>
  );
}
