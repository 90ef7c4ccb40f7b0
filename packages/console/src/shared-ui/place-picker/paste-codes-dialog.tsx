import { Button, Modal, Textarea } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { numberText } from '../number-text.ts';
import { CodeProblems } from './code-problems.tsx';
import { type CodeMatch, matchCodes } from './matched-codes.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { countedText } from './place-words.ts';

interface PasteCodesDialogProps {
  readonly index: PlaceIndex;
  readonly mayChoose: (row: PlaceRow) => boolean;
  readonly onAdd: (rows: PlaceRow[]) => void;
  readonly onClose: () => void;
}

/** Codes or names from a sheet: what matches is added, what does not is named with the nearest right one. */
export function PasteCodesDialog({ index, mayChoose, onAdd, onClose }: PasteCodesDialogProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, PlaceRow>>(new Map());
  const settled = useDeferredValue(text);
  const matches = useMemo(() => matchCodes(index, settled, mayChoose), [index, settled, mayChoose]);
  const rows = matches.flatMap((match) => {
    if (match.kind === 'matched') return [match.row];
    const row = chosen.get(match.entered);
    return row === undefined ? [] : [row];
  });
  const problems = matches.filter(
    (match): match is Exclude<CodeMatch, { kind: 'matched' }> =>
      match.kind !== 'matched' && !chosen.has(match.entered),
  );

  return (
    <Modal opened onClose={onClose} title="Paste codes" size="lg">
      <div className="stack">
        <Textarea
          label="Codes or names"
          description="One per line, or separated by commas, semicolons or tabs."
          autosize
          minRows={5}
          maxRows={12}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {matches.length > 0 ? (
          <p role="status">
            <b>{numberText(matches.length)} entered</b> · {numberText(rows.length)} matched ·{' '}
            {numberText(problems.length)} to look at
          </p>
        ) : null}
        {problems.length > 0 ? (
          <CodeProblems
            index={index}
            problems={problems}
            onChoose={(entered, row) => setChosen(new Map([...chosen, [entered, row]]))}
          />
        ) : null}
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={rows.length === 0}
            onClick={() => {
              onAdd(rows);
              onClose();
            }}
          >
            {rows.length === 0 ? 'Add' : addText(index, rows)}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

const addText = (index: PlaceIndex, rows: readonly PlaceRow[]) =>
  rows.every((row) => index.counted[row])
    ? `Add ${countedText(index, rows.length)}`
    : `Add ${rows.length === 1 ? '1 place' : `${numberText(rows.length)} places`}`;
