import { Checkbox } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { NoPlaceMatches } from './no-place-matches.tsx';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { placeStateText, placeTitle } from './place-words.ts';
import type { PlaceView } from './use-place-view.ts';

interface PlaceLevelListProps {
  readonly label: string;
  readonly index: PlaceIndex;
  readonly view: PlaceView;
  readonly rows: readonly PlaceRow[];
  /** The place whose level this is, offered as a whole on top. */
  readonly whole: PlaceRow | null;
  readonly onEnter: (row: PlaceRow) => void;
}

const rowHeight = 56;
/** The line of the place itself says in full what it means. */
const wholeHeight = 76;

/** One level of the hierarchy: a tick, and a press that leads into what has more below. */
export function PlaceLevelList(props: PlaceLevelListProps) {
  const { index, rows, whole } = props;
  const lines = whole === null ? rows : [whole, ...rows];
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (at === 0 && whole !== null ? wholeHeight : rowHeight),
    overscan: 6,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <section ref={scroller} className="place-scroll" tabIndex={0} aria-label={props.label}>
      {lines.length === 0 ? <NoPlaceMatches view={props.view} /> : null}
      <ul className="place-tree" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = lines[item.index];
          if (row === undefined) return null;
          const top = row === whole && item.index === 0;
          return (
            <li
              key={item.key}
              className="place-level"
              aria-setsize={lines.length}
              aria-posinset={item.index + 1}
              style={{ top: item.start, height: item.size }}
            >
              <LevelTick {...props} row={row} top={top} />
              {!top && (index.children[row]?.length ?? 0) > 0 ? (
                <button
                  type="button"
                  className="place-enter"
                  aria-label={`Open ${placeTitle(index, row)}`}
                  onClick={() => props.onEnter(row)}
                >
                  <IconChevronRight className="i" aria-hidden />
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function LevelTick(props: PlaceLevelListProps & { readonly row: PlaceRow; readonly top: boolean }) {
  const { index, view, row, top } = props;
  const { counts } = view;
  const tick = counts.tickOf(row);
  const title = placeTitle(index, row);
  const state = placeStateText(index, counts, row);
  const code = index.codes[row] === index.names[row] ? '' : index.codes[row];
  if (!view.mayChoose(row)) {
    return (
      <span className="place-level-name">
        {title} <span className="sub">{state}</span>
      </span>
    );
  }
  return (
    <Checkbox
      className="place-level-name"
      checked={tick === 'chosen' || tick === 'covered'}
      indeterminate={tick === 'some'}
      disabled={!view.free(row)}
      label={top ? `All of ${title}, including ${index.countedLabel.many} opened later` : title}
      description={top ? undefined : [state, code, index.cities[row]].filter(Boolean).join(' · ')}
      onChange={() => view.tick(row)}
    />
  );
}
