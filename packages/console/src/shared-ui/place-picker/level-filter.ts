import type { PlaceIndex, PlaceRow } from './place-index.ts';

/** What the list is narrowed to: a level, or what is open or closed. */
export interface LevelFilter {
  readonly key: string;
  readonly label: string;
  /** Null keeps everything. */
  readonly keeps: ((row: PlaceRow) => boolean) | null;
}

export const everyLevel: LevelFilter = { key: 'all', label: 'All levels', keeps: null };

/** What there is to narrow to: levels that are in use, and closed places where there are any. */
export function levelFilters(index: PlaceIndex): readonly LevelFilter[] {
  const used = new Set(index.types);
  const levels = [...index.typeLabels]
    .filter(([type]) => used.has(type))
    .map(
      ([type, { many }]): LevelFilter => ({
        key: `type ${type}`,
        label: `${many.charAt(0).toLocaleUpperCase()}${many.slice(1)}`,
        keeps: (row) => index.types[row] === type,
      }),
    );
  const states: LevelFilter[] = index.closed.includes(true)
    ? [
        { key: 'open', label: 'Open only', keeps: (row) => !index.closed[row] },
        { key: 'closed', label: 'Closed only', keeps: (row) => index.closed[row] === true },
      ]
    : [];
  const filters = [...(levels.length > 1 ? levels : []), ...states];
  return filters.length === 0 ? [] : [everyLevel, ...filters];
}
