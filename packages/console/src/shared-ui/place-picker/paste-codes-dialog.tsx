import { Button, Textarea } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { Dialog } from '../dialog.tsx';
import { Note } from '../note.tsx';
import { numberText } from '../number-text.ts';
import { CodeProblems } from './code-problems.tsx';
import { type CodeMatch, codesAtMost, matchCodes, readCodes } from './matched-codes.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { countedText } from './place-words.ts';

interface PasteCodesDialogProps {
  readonly index: PlaceIndex;
  readonly mayChoose: (row: PlaceRow) => boolean;
  readonly onAdd: (rows: PlaceRow[]) => void;
  readonly onClose: () => void;
}

/** Browsers put thousands of lines into a box one by one, which takes seconds; from here on the text is set whole. */
const longPaste = 1_000;

/** Codes or names from a sheet: what matches is added, what does not is named with the nearest right one. */
export function PasteCodesDialog({ index, mayChoose, onAdd, onClose }: PasteCodesDialogProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, PlaceRow>>(new Map());
  const settled = useDeferredValue(text);
  const entered = useMemo(() => readCodes(settled).size, [settled]);
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
    <Dialog onClose={onClose} title="Paste codes" size="lg">
      <div className="stack">
        <Textarea
          label="Codes or names"
          description={`One per line, or separated by commas, semicolons or tabs. Up to ${numberText(codesAtMost)}.`}
          descriptionProps={{ mb: 4 }}
          // A box that grows with its text measures all of it at every letter: seconds for thousands of lines.
          rows={8}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain');
            if (pasted.length < longPaste) return;
            event.preventDefault();
            const { selectionStart, selectionEnd } = event.currentTarget;
            setText(text.slice(0, selectionStart) + pasted + text.slice(selectionEnd));
          }}
        />
        {entered > codesAtMost ? (
          <Note tone="caution" title={`Only the first ${numberText(codesAtMost)} are looked at.`}>
            {numberText(entered - codesAtMost)} more were pasted. Add these, then paste the rest.
          </Note>
        ) : null}
        {matches.length > 0 ? (
          <p role="status">
            <b>{numberText(matches.length)} entered</b>
            {[`${numberText(rows.length)} matched`, ...problemCounts(problems)].map((part) => (
              <span key={part}> · {part}</span>
            ))}
          </p>
        ) : null}
        {problems.length > 0 ? (
          <CodeProblems
            index={index}
            problems={problems}
            onChoose={(word, row) => setChosen(new Map([...chosen, [word, row]]))}
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
    </Dialog>
  );
}

const problemWords = [
  ['ambiguous', 'to choose'],
  ['unknown', 'unknown'],
  ['outside', 'outside what you manage'],
  ['closed', 'closed'],
] as const;

/** `2 to choose`, `14 unknown`; together with the matched they add up to what was entered. */
function problemCounts(problems: readonly CodeMatch[]): string[] {
  return problemWords.flatMap(([kind, word]) => {
    const count = problems.filter((problem) => problem.kind === kind).length;
    return count === 0 ? [] : [`${numberText(count)} ${word}`];
  });
}

const addText = (index: PlaceIndex, rows: readonly PlaceRow[]) =>
  rows.every((row) => index.counted[row])
    ? `Add ${countedText(index, rows.length)}`
    : `Add ${rows.length === 1 ? '1 place' : `${numberText(rows.length)} places`}`;
