import type { ImportRow, ImportRowsQuery } from '@latchkey/contract';
import type { MemberId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';
import { changedSince } from './plan/change-person.ts';
import type { StoredIssue } from './plan/planned-row.ts';
import type { RowsOf } from './row-queries.ts';

export interface ShownRow {
  readonly rowNumber: number;
  readonly cells: string[];
  readonly fixes: Record<string, string>;
  readonly result: ImportRow['result'];
  readonly outcome: ImportRow['outcome'];
  readonly issues: StoredIssue[];
  readonly summary: string;
  readonly losses: string[];
  readonly memberId: MemberId | null;
}

export interface RowFilter {
  readonly show: NonNullable<ImportRowsQuery['show']>;
  readonly search: string | null;
}

const outcome = sql`case when w.failed then 'failed' when w.chunk_number < i.next_chunk then 'applied' end`;

function matching({ organizationId, importId }: RowsOf, { show, search }: RowFilter) {
  const shown = {
    all: sql`true`,
    errors: sql`w.result = 'error'`,
    warnings: sql`w.result <> 'error' and w.issues @> '[{"level":"warning"}]'`,
    failed: sql`w.failed`,
    create: sql`w.result = 'create'`,
    change: sql`w.result = 'change'`,
    losses: sql`w.losses <> '[]'`,
    changed_since: sql`w.issues @> ${JSON.stringify([{ code: changedSince }])}`,
    no_change: sql`w.result = 'no_change'`,
    skip: sql`w.result = 'skip'`,
  }[show];
  const pattern = search && `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`
    from import_rows w join imports i using (organization_id, import_id)
    where w.organization_id = ${organizationId} and w.import_id = ${importId} and w.result is not null and ${shown}
      and (${pattern}::text is null or lower(array_to_string(w.cells, ' ') || ' ' || w.fixes::text || ' ' || w.summary) like ${pattern})`;
}

/** One row more than asked for, in the order of the file and the page's direction. */
export async function readRows(
  transaction: Transaction,
  rowsOf: RowsOf,
  filter: RowFilter,
  limit: number,
  cursor: Cursor | null,
): Promise<ShownRow[]> {
  const back = cursor?.direction === 'before';
  const at = cursor?.position[0] ?? 0;
  const from = cursor ? (back ? sql`w.row_number < ${at}` : sql`w.row_number > ${at}`) : sql`true`;
  const { rows } = await sql<ShownRow>`
    select w.row_number as "rowNumber", w.cells, w.fixes, w.result, ${outcome} as outcome, w.issues, w.summary, w.losses,
           w.member_id as "memberId"
    ${matching(rowsOf, filter)} and ${from}
    order by w.row_number ${back ? sql`desc` : sql``} limit ${limit + 1}
  `.execute(transaction);
  return rows;
}

export async function countMatchingRows(
  transaction: Transaction,
  rowsOf: RowsOf,
  filter: RowFilter,
): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total ${matching(rowsOf, filter)}`.execute(transaction);
  return rows[0]?.total ?? 0;
}

/** How many rows have the same issue with the same value, for the values given. */
export async function countSameIssues(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  values: readonly string[],
): Promise<
  {
    readonly field: string | null;
    readonly code: string;
    readonly value: string;
    readonly count: number;
  }[]
> {
  if (values.length === 0) return [];
  const { rows } = await sql<{ field: string | null; code: string; value: string; count: number }>`
    select x.field, x.code, x.value, count(*) as count
    from import_rows w cross join jsonb_to_recordset(w.issues) as x(field text, code text, value text)
    where w.organization_id = ${organizationId} and w.import_id = ${importId} and w.issues <> '[]'
      and lower(x.value) in (select lower(v) from unnest(${values}::text[]) v)
    group by x.field, x.code, x.value
  `.execute(transaction);
  return rows;
}
