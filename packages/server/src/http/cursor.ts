import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OrganizationId } from '@latchkey/engine';
import { ProblemError } from './problem.ts';

/** Where a page begins: after or before the row with this position in the list's order. */
export interface Cursor {
  readonly direction: 'after' | 'before';
  readonly position: readonly (string | number | null)[];
}

/** What a cursor belongs to: it is of no use with another organization, list or order. */
export interface CursorOf {
  readonly organizationId: OrganizationId;
  /** The list and its order: `members:-name`. */
  readonly list: string;
}

export function writeCursor(serverKey: Buffer, of: CursorOf, { direction, position }: Cursor): string {
  const payload = Buffer.from(JSON.stringify([direction === 'after' ? 1 : 0, ...position])).toString('base64url');
  return `${payload}.${mac(serverKey, of, payload).toString('base64url')}`;
}

export function readCursor(serverKey: Buffer, of: CursorOf, cursor: string): Cursor {
  const [payload = '', given = ''] = cursor.split('.');
  const wanted = mac(serverKey, of, payload);
  const presented = Buffer.from(given, 'base64url');
  if (presented.length !== wanted.length || !timingSafeEqual(presented, wanted)) throw foreignCursor();
  // The mac has just proved that this server wrote the payload.
  const [after, ...position] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [0 | 1, ...Cursor['position']];
  return { direction: after === 1 ? 'after' : 'before', position };
}

const mac = (serverKey: Buffer, { organizationId, list }: CursorOf, payload: string) =>
  createHmac('sha256', serverKey).update(JSON.stringify(['cursor', organizationId, list, payload])).digest().subarray(0, 16);

const foreignCursor = () =>
  new ProblemError('malformed_request', {
    places: [
      { pointer: null, code: 'foreign_cursor', detail: 'This cursor does not belong to this list. Begin again without it.', subject: 'cursor', values: {} },
    ],
  });
