import { comparable } from './comparable.ts';
import { listSeparators } from './split-list.ts';

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
  const between = new RegExp(`(${listSeparators(separator).source})`);
  return cell
    .split(between)
    .map((part) => (comparable(part) === wanted ? part.replace(part.trim(), () => to) : part))
    .join('');
}
