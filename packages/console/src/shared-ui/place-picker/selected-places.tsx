import type { EntityId } from '@latchkey/engine';
import { Button } from '@mantine/core';
import { useId, useMemo } from 'react';
import { numberText } from '../number-text.ts';
import type { Hierarchy } from './hierarchies.ts';
import type { PlaceIndex } from './place-index.ts';
import { addPlaces, type SelectionCounts } from './place-selection.ts';
import { ofCountedText } from './place-words.ts';
import { SelectedLineItem } from './selected-line-item.tsx';
import { selectedLines } from './selected-lines.ts';
import { SelectionBadge } from './selection-badge.tsx';
import { selectionMeaning } from './selection-meaning.ts';

interface SelectedPlacesProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly counts: SelectionCounts;
  /** The way down in view. */
  readonly hierarchy: Hierarchy;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
}

const linesAtMost = 100;

/** What is selected, in as few lines as say it, with the running total. */
export function SelectedPlaces({ index, ids, counts, hierarchy, onChange }: SelectedPlacesProps) {
  const lines = useMemo(() => selectedLines(index, ids, hierarchy), [index, ids, hierarchy]);
  const titleId = useId();
  const meaning = selectionMeaning(index, { kind: 'places', ids });
  const full = lines.flatMap((line) =>
    line.kind === 'list' && line.count === line.of ? [line.within] : [],
  );
  return (
    <section className="frame place-selected" aria-labelledby={titleId}>
      <header className="panel-header">
        <div className="grow">
          <div className="line">
            <h3 id={titleId}>Selected</h3>
            {meaning && lines.length > 1 ? <SelectionBadge meaning={meaning} /> : null}
          </div>
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
      {full.length > 1 ? (
        <p className="place-whole sub">
          {numberText(full.length)} of these lists hold everything there is.{' '}
          <button
            type="button"
            className="linkish"
            onClick={() => onChange(addPlaces(index, ids, full))}
          >
            Make them rules, including {index.countedLabel.many} opened later
          </button>
        </p>
      ) : null}
      {lines.length === 0 ? (
        <p className="pad sub">Nothing yet. Tick the places where access is needed.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
        <ul className="place-lines" tabIndex={0} aria-labelledby={titleId}>
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
        <p className="pad sub">and {numberText(lines.length - linesAtMost)} more lines</p>
      ) : null}
    </section>
  );
}
