import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Hierarchy } from './hierarchies.ts';
import { NoPlaceMatches } from './no-place-matches.tsx';
import type { PlaceFormProps } from './place-form-props.ts';
import { PlaceSaid } from './place-said.tsx';
import { addPlaces, removePlaces } from './place-selection.ts';
import { PlaceTreeRow } from './place-tree-row.tsx';
import { type TreeRow, treeRows } from './tree-rows.ts';
import type { PlaceView } from './use-place-view.ts';
import { useTreeKeys } from './use-tree-keys.ts';

interface PlaceTreeProps extends Pick<PlaceFormProps, 'index' | 'ids' | 'onChange'> {
  readonly view: PlaceView;
  /** The way down in view, with hits that lie elsewhere. */
  readonly hierarchy: Hierarchy;
}

const rowHeight = 40;

/** The hierarchy as a tree of which only the lines in view are in the page. */
export function PlaceTree(props: PlaceTreeProps) {
  const { index, hierarchy, ids, onChange, view } = props;
  const { hits, counts, mayChoose } = view;
  // A single top stands open: there is nothing else to choose between.
  const [opened, setOpened] = useState<ReadonlySet<string>>(() =>
    hierarchy.roots.length === 1 ? new Set([`/${hierarchy.roots[0]}`]) : new Set(),
  );
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () => treeRows(index, { roots: hierarchy.roots, opened, closed, hits }),
    [index, hierarchy, opened, closed, hits],
  );
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const active = Math.max(
    0,
    lines.findIndex((line) => line.key === activeKey),
  );
  const anchor = useRef<string | null>(null);

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (at) => lines[at]?.key ?? at,
    // The line that holds the tab stop stays in the page, also when it is scrolled away.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), active])]
        .filter((at) => at < lines.length)
        .sort((a, b) => a - b),
  });

  // Without this, a changed search would leave the view somewhere in the middle.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the search or the way down changes
  useEffect(() => {
    virtual.scrollToOffset(0);
    setClosed(new Set());
  }, [hits, hierarchy.key]);

  const open = (line: TreeRow, wanted: boolean) => {
    const byHits = hits?.above[line.row] === 1;
    if (byHits) setClosed(withKey(closed, line.key, !wanted));
    else setOpened(withKey(opened, line.key, wanted));
  };

  const tick = (line: TreeRow, range: boolean) => {
    const from = range ? lines.findIndex(({ key }) => key === anchor.current) : -1;
    if (from >= 0 && view.free(line.row)) return tickRange(from, lines.indexOf(line));
    anchor.current = line.key;
    view.tick(line.row);
  };

  /** What was done where the range starts is done to all of it. */
  const tickRange = (from: number, to: number, wanted = isChosen(lines[from])) => {
    const between = lines
      .slice(Math.min(from, to), Math.max(from, to) + 1)
      .map((line) => line.row)
      .filter((row) => mayChoose(row) && !index.closed[row]);
    onChange(
      wanted
        ? addPlaces(index, ids, between)
        : removePlaces(
            ids,
            between.flatMap((row) => index.ids[row] ?? []),
          ),
    );
  };
  const isChosen = (line: TreeRow | undefined) =>
    line !== undefined && counts.tickOf(line.row) !== 'none';

  /** The range grows with the line that has the focus. */
  const extend = (to: number) => {
    const known = lines.findIndex(({ key }) => key === anchor.current);
    const from = known >= 0 ? known : active;
    anchor.current = lines[from]?.key ?? null;
    tickRange(from, to, true);
    focus(to);
  };

  const focus = (at: number) => {
    const line = lines[at];
    if (!line) return;
    setActiveKey(line.key);
    virtual.scrollToIndex(at, { align: 'auto' });
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-at="${at}"]`)
        ?.focus({ preventScroll: true });
    });
  };

  const onKeyDown = useTreeKeys({
    lines,
    active,
    nameOf: (line) => index.names[line.row] ?? '',
    focus,
    extend,
    open,
    openSiblings: (line) => {
      const level = lines.filter(
        (other) => parentKey(other) === parentKey(line) && other.open === false,
      );
      setOpened(new Set([...opened, ...level.map(({ key }) => key)]));
    },
    tick,
  });

  return (
    <>
      <div ref={scroller} className="place-scroll">
        {lines.length === 0 ? <NoPlaceMatches view={view} /> : null}
        {lines.length > 0 ? (
          <div
            role="tree"
            aria-label={`Places, ${hierarchy.label.toLocaleLowerCase()}`}
            aria-multiselectable="true"
            className="place-tree"
            style={{ height: virtual.getTotalSize() }}
            onKeyDown={onKeyDown}
          >
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index];
              return line ? (
                <PlaceTreeRow
                  key={item.key}
                  at={item.index}
                  top={item.start}
                  line={line}
                  index={index}
                  counts={counts}
                  choosable={mayChoose(line.row)}
                  free={view.free(line.row)}
                  active={item.index === active}
                  onFocus={() => setActiveKey(line.key)}
                  onOpen={() => open(line, line.open === false)}
                  onTick={(range) => tick(line, range)}
                />
              ) : null;
            })}
          </div>
        ) : null}
      </div>
      <PlaceSaid>{view.said}</PlaceSaid>
    </>
  );
}

const parentKey = (line: TreeRow) => line.key.slice(0, line.key.lastIndexOf('/'));

function withKey(keys: ReadonlySet<string>, key: string, present: boolean): ReadonlySet<string> {
  const next = new Set(keys);
  if (present) next.add(key);
  else next.delete(key);
  return next;
}
