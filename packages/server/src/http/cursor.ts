import type { OrganizationId } from '@latchkey/engine';
import { readSignedText, signText } from '../tokens/mac.ts';
import { ProblemError } from './problem.ts';

/** Where a page begins: after or before the row with this position in the list's order. */
export interface Cursor {
  readonly direction: 'after' | 'before';
  /** The values of the row's sort columns. */
  readonly position: readonly (string | number | null)[];
}

/** What a cursor belongs to: it is of no use with another organization, list or order. */
export interface CursorOf {
  /** Null: an operator's list, above all organizations. */
  readonly organizationId: OrganizationId | null;
  /** The list and its order: `members:-name`. */
  readonly list: string;
}

export function writeCursor(
  serverKey: Buffer,
  { organizationId, list }: CursorOf,
  cursor: Cursor,
): string {
  return signText(
    serverKey,
    'cursor',
    JSON.stringify([organizationId, list, cursor.direction, ...cursor.position]),
  );
}

/** The cursor that this server wrote for this list; null when none was sent. */
export function readCursor(
  serverKey: Buffer,
  of: CursorOf,
  text: string | undefined,
): Cursor | null {
  if (text === undefined) return null;
  const content = readSignedText(serverKey, 'cursor', text);
  if (content === null) throw foreignCursor();
  // The signature proves that `writeCursor` wrote it.
  const [organizationId, list, direction, ...position] = JSON.parse(content) as [
    string | null,
    string,
    Cursor['direction'],
    ...Cursor['position'],
  ];
  if (organizationId !== of.organizationId || list !== of.list) throw foreignCursor();
  return { direction, position };
}

const foreignCursor = () =>
  new ProblemError('malformed_request', {
    places: [
      {
        pointer: null,
        code: 'foreign_cursor',
        detail: 'This cursor was not made for this list. Begin again at its first page.',
        subject: 'cursor',
        values: {},
      },
    ],
  });
