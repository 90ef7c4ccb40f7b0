import { IconChevronRight } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { PlaceIndex } from './place-index.ts';
import type { SelectionCounts } from './place-selection.ts';
import { placeStateText, placeTitle } from './place-words.ts';
import { TickBox } from './tick-box.tsx';
import type { TreeRow } from './tree-rows.ts';

interface PlaceTreeRowProps {
  readonly line: TreeRow;
  readonly at: number;
  readonly top: number;
  readonly index: PlaceIndex;
  readonly counts: SelectionCounts;
  readonly choosable: boolean;
  /** Whether a tick changes something. */
  readonly free: boolean;
  readonly active: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onTick: (range: boolean) => void;
}

const checked = { none: false, some: 'mixed', chosen: true, covered: true } as const;

/** One place: open, tick, name, and what the tick means in words. */
export function PlaceTreeRow(props: PlaceTreeRowProps) {
  const { line, at, index, counts, choosable, free } = props;
  const { row } = line;
  const tick = counts.tickOf(row);
  const name = placeTitle(index, row);
  const code = index.codes[row] === index.names[row] ? '' : (index.codes[row] ?? '');
  const city = index.cities[row];
  const state = placeStateText(index, counts, row);

  const onClick = (event: MouseEvent<HTMLElement>) => {
    props.onFocus();
    const onCaret =
      event.target instanceof Element && event.target.closest('.place-caret') !== null;
    if (onCaret || (!choosable && line.open !== null)) return props.onOpen();
    props.onTick(event.shiftKey);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      role="treeitem"
      data-at={at}
      tabIndex={props.active ? 0 : -1}
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={line.open ?? undefined}
      aria-checked={choosable ? checked[tick] : undefined}
      aria-disabled={choosable && !free ? true : undefined}
      className={`place-row${tick === 'chosen' ? ' place-row-chosen' : ''}`}
      style={{ top: props.top, paddingInlineStart: 8 + (line.level - 1) * 24 }}
      onClick={onClick}
      onFocus={props.onFocus}
    >
      <span className="place-caret" data-open={line.open ?? undefined} aria-hidden>
        {line.open === null ? null : <IconChevronRight className="i" />}
      </span>
      {choosable ? <TickBox tick={tick} disabled={!free} /> : null}
      <span className="place-name ellipsis">{name}</span>{' '}
      <span className="place-code dim ellipsis">
        {code === '' ? null : <span className="mono">{code}</span>}
        {city && !name.includes(city) ? ` ${city}` : null}
      </span>
      {state ? <span className="sr">, </span> : null}
      <span className="place-state sub ellipsis">{state}</span>
    </div>
  );
}
