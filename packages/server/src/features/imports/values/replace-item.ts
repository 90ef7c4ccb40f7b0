import { comparable } from './comparable.ts';
import { itemsOf } from './split-list.ts';

interface Replacement {
  readonly from: string;
  readonly to: string;
  /** Between the columns of the file; null: the cell holds one value. */
  readonly separator: string | null;
}

/** The cell with the value replaced where it stands as a whole; the other values and what is between them stay. */
export function replaceItem(cell: string, { from, to, separator }: Replacement): string {
  const wanted = comparable(from);
  if (separator === null) return comparable(cell) === wanted ? to : cell;
  let replaced = '';
  let at = 0;
  for (const { written, value } of itemsOf(cell, separator)) {
    const start = cell.indexOf(written, at);
    replaced += cell.slice(at, start);
    replaced += comparable(value) === wanted ? written.replace(written.trim(), () => to) : written;
    at = start + written.length;
  }
  return replaced + cell.slice(at);
}
