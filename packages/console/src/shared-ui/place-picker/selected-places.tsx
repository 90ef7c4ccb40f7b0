import type { EntityId } from '@latchkey/engine';
import { Button } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { PlaceIndex } from './place-index.ts';
import type { SelectionCounts } from './place-selection.ts';
import { ofCountedText } from './place-words.ts';
import { SelectedLineItem } from './selected-line-item.tsx';
import { selectedLines } from './selected-lines.ts';

interface SelectedPlacesProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly counts: SelectionCounts;
  /** The type that leads the hierarchy in view. */
  readonly top: string;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
}

const linesAtMost = 100;

/** What is selected, in as few lines as say it, with the running total. */
export function SelectedPlaces({ index, ids, counts, top, onChange }: SelectedPlacesProps) {
  const lines = useMemo(() => selectedLines(index, ids, top), [index, ids, top]);
  const titleId = useId();
  return (
    <section className="frame place-selected" aria-labelledby={titleId}>
      <header className="panel-header">
        <div className="grow">
          <h3 id={titleId}>Selected</h3>
          <p className="sub" role="status">
            {ofCountedText(index, counts.reached, index.total)}
          </p>
        </div>
        {ids.size > 0 ? (
          <Button size="xs" variant="subtle" onClick={() => onChange(new Set())}>
            Clear
          </Button>
        ) : null}
      </header>
      {lines.length === 0 ? (
        <p className="pad sub">Nothing yet. Tick the places where access is needed.</p>
      ) : (
        <ul className="place-lines">
          {lines.slice(0, linesAtMost).map((line) => (
            <SelectedLineItem
              key={line.key}
              index={index}
              ids={ids}
              line={line}
              onChange={onChange}
            />
          ))}
        </ul>
      )}
      {lines.length > linesAtMost ? (
        <p className="pad sub">and {lines.length - linesAtMost} more lines</p>
      ) : null}
    </section>
  );
}
