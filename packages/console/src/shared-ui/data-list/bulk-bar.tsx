import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { numberText } from '../number-text.ts';
import type { SelectionState } from './selection.ts';

interface BulkBarProps {
  /** What is selected; people unless it says otherwise. */
  readonly name?: string;
  readonly selection: SelectionState;
  /** How many match the filter, to offer all of them. */
  readonly total: number;
  /** Keys of the rows on this page that can be selected. */
  readonly selectable: readonly string[];
  readonly children: ReactNode;
}

/** What can be done with the selection; there only while something is selected. */
export function BulkBar({ name = 'people', selection, total, selectable, children }: BulkBarProps) {
  if (selection.count === 0) return null;
  const more =
    selection.selection.kind === 'rows' &&
    total > selectable.length &&
    selectable.every(selection.has);
  return (
    <section className="bulk-bar" aria-label={`With the selected ${name}`}>
      <b aria-live="polite">{numberText(selection.count)} selected</b>
      {more ? (
        <Button variant="subtle" onClick={() => selection.selectMatching(total)}>
          Select all {numberText(total)} matching
        </Button>
      ) : null}
      {children}
      <span className="grow" />
      <Button variant="subtle" leftSection={<IconX />} onClick={selection.clear}>
        Clear
      </Button>
    </section>
  );
}
