import type { MemberListQuery } from '@latchkey/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Cursor } from '../../http/cursor.ts';

export type MemberSort = NonNullable<MemberListQuery['sort']>;
type Column = 'name' | 'address' | 'lastActiveAt' | 'accessEndsAt' | 'joinedAt';

/** What each order compares, as the indexes have it: no nulls, and the id for what is equal. */
const expressions: Record<Column, RawBuilder<unknown>> = {
  name: sql`m.name_key`,
  address: sql`m.address collate "C"`,
  lastActiveAt: sql`coalesce(m.last_active_at, '-infinity')`,
  accessEndsAt: sql`coalesce(m.access_ends_at, 'infinity')`,
  joinedAt: sql`coalesce(m.joined_at, '-infinity')`,
};

export interface MemberOrder {
  /** The compared value as text, for the cursor. */
  readonly key: RawBuilder<string>;
  readonly by: RawBuilder<unknown>;
  readonly after: RawBuilder<boolean>;
}

/** How a page is read: in the asked order, or against it when it is the page before. */
export function memberOrder(sort: MemberSort, cursor: Cursor | null): MemberOrder {
  const descending = sort.startsWith('-');
  const column = (descending ? sort.slice(1) : sort) as Column; // every sort is a column with or without a minus
  const expression = expressions[column];
  const isTime = column !== 'name' && column !== 'address';
  const down = descending !== (cursor?.direction === 'before');
  const direction = down ? sql`desc` : sql`asc`;
  return {
    key: sql`(${expression})::text`,
    by: sql`${expression} ${direction}, m.member_id ${direction}`,
    after: cursor ? compare(expression, cursor, isTime, down) : sql`true`,
  };
}

function compare(
  expression: RawBuilder<unknown>,
  { position }: Cursor,
  isTime: boolean,
  down: boolean,
): RawBuilder<boolean> {
  const [value = null, memberId = null] = position;
  const row = sql`(${expression}, m.member_id)`;
  const at = isTime
    ? sql`(${value}::timestamptz, ${memberId})`
    : sql`(${value} collate "C", ${memberId})`;
  return down ? sql`${row} < ${at}` : sql`${row} > ${at}`;
}
