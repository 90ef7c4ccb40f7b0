import { type Cursor, type CursorOf, writeCursor } from './cursor.ts';

interface PageOf<Row, Item> {
  readonly serverKey: Buffer;
  readonly of: CursorOf;
  readonly limit: number;
  /** The cursor that was asked with; null: the first page. */
  readonly cursor: Cursor | null;
  /** Up to `limit + 1` rows, in the order they were read: a page that goes back is read backwards. */
  readonly rows: readonly Row[];
  readonly total: number;
  readonly position: (row: Row) => Cursor['position'];
  readonly item: (row: Row) => Item;
}

/** Turns one row more than asked for into a page with the cursors on both sides of it. */
export function page<Row, Item>({ serverKey, of, limit, cursor, rows, total, position, item }: PageOf<Row, Item>) {
  const back = cursor?.direction === 'before';
  const more = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (back) shown.reverse();
  const first = shown[0];
  const last = shown.at(-1);
  const hasNext = back || more;
  const hasPrevious = back ? more : cursor !== null;
  return {
    data: shown.map(item),
    nextCursor: hasNext && last !== undefined ? writeCursor(serverKey, of, { direction: 'after', position: position(last) }) : null,
    previousCursor:
      hasPrevious && first !== undefined ? writeCursor(serverKey, of, { direction: 'before', position: position(first) }) : null,
    total,
  };
}
