import { type Cursor, type CursorOf, writeCursor } from './cursor.ts';

interface PageInput<Row, Item> {
  readonly serverKey: Buffer;
  readonly of: CursorOf;
  readonly limit: number;
  /** The cursor that was asked with; null: the first page. */
  readonly cursor: Cursor | null;
  /** Up to `limit + 1` rows in the order they were read: a page that goes back is read backwards. */
  readonly rows: readonly Row[];
  readonly total: number;
  readonly position: (row: Row) => Cursor['position'];
  readonly item: (row: Row) => Item;
}

/** Turns one row more than asked for into a page with a cursor on each side that has more. */
export function page<Row, Item>({
  serverKey,
  of,
  limit,
  cursor,
  rows,
  total,
  position,
  item,
}: PageInput<Row, Item>) {
  const back = cursor?.direction === 'before';
  const more = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (back) shown.reverse();
  const at = (direction: Cursor['direction'], row: Row | undefined) =>
    row === undefined ? null : writeCursor(serverKey, of, { direction, position: position(row) });
  return {
    data: shown.map(item),
    nextCursor: back || more ? at('after', shown.at(-1)) : null,
    previousCursor: (back ? more : cursor !== null) ? at('before', shown[0]) : null,
    total,
  };
}
