import { useMemo, useState } from 'react';
import { hierarchiesOf } from './hierarchies.ts';
import { everyLevel, levelFilters } from './level-filter.ts';
import { choosable, type PlaceFormProps } from './place-form-props.ts';
import type { PlaceRow } from './place-index.ts';
import { countSelection, togglePlace } from './place-selection.ts';
import { leftOutText } from './place-words.ts';
import { findPlaces } from './tree-rows.ts';

/** What both forms of the picker share: the way down, the search, the level, what is chosen, and the tick. */
export function usePlaceView({ index, ids, reach, onChange }: PlaceFormProps) {
  const hierarchies = useMemo(() => hierarchiesOf(index), [index]);
  const [wantedWay, setHierarchy] = useState(hierarchies[0]?.key);
  const [search, setSearch] = useState('');
  const filters = useMemo(() => levelFilters(index), [index]);
  const [wantedLevel, setFilter] = useState(everyLevel.key);
  const filter = filters.find(({ key }) => key === wantedLevel) ?? everyLevel;
  const counts = useMemo(() => countSelection(index, ids), [index, ids]);
  const mayChoose = useMemo(() => choosable(index, reach), [index, reach]);
  const [said, setSaid] = useState('');

  /** Why a tick changes nothing; null when it does. */
  const refusal = (row: PlaceRow): string | null => {
    if (!mayChoose(row)) return 'You do not manage this place, so you cannot give access here.';
    return index.closed[row] && counts.tickOf(row) !== 'chosen'
      ? 'This place is closed. Choose one that is open.'
      : null;
  };
  const tick = (row: PlaceRow) => {
    const refused = refusal(row);
    if (refused !== null) return setSaid(refused);
    const next = togglePlace(index, ids, row);
    const covering = counts.coveredBy(row);
    setSaid(covering === null ? '' : leftOutText(index, next, row, covering));
    onChange(next);
  };

  return {
    hierarchies,
    hierarchy: hierarchies.find(({ key }) => key === wantedWay) ?? hierarchies[0],
    setHierarchy,
    search,
    setSearch,
    filters,
    filter,
    setFilter,
    clear: () => {
      setSearch('');
      setFilter(everyLevel.key);
    },
    hits: useMemo(() => findPlaces(index, search, filter.keeps), [index, search, filter]),
    counts,
    mayChoose,
    /** Whether a tick changes something here. */
    free: (row: PlaceRow) => refusal(row) === null,
    tick,
    /** What the last tick has done beyond itself, or why it did nothing. */
    said,
  };
}

export type PlaceView = ReturnType<typeof usePlaceView>;
