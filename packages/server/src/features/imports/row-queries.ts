import { importLimits } from '@latchkey/contract';
import type { ImportId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { changedSince } from './plan/change-person.ts';
import type { PlannedRow, StoredIssue } from './plan/planned-row.ts';
import type { SourceRow } from './plan/row-reader.ts';
import type { TableRow } from './read/read-table.ts';

/** The rows of one import. */
export interface RowsOf {
  readonly organizationId: OrganizationId;
  readonly importId: ImportId;
}

/** Writes rows as they were read, without a plan; a batch is one statement. */
export async function insertRows(
  { client }: Transaction,
  { organizationId, importId }: RowsOf,
  rows: readonly TableRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const batch = rows.slice(start, start + rowsAtOnce);
    await client.query({
      name: 'insert-import-rows',
      text: `insert into import_rows (organization_id, import_id, row_number, cells)
             select $1, $2, r.row_number, r.cells::text[] from unnest($3::int[], $4::text[]) as r(row_number, cells)`,
      values: [
        organizationId,
        importId,
        batch.map(({ rowNumber }) => rowNumber),
        batch.map(({ cells }) => arrayLiteral(cells)),
      ],
    });
  }
}

const rowsAtOnce = importLimits.chunkRows;

/** Lists do not nest in `unnest`, so each row's cells travel as PostgreSQL writes an array. */
const arrayLiteral = (cells: readonly string[]) =>
  `{${cells.map((cell) => `"${cell.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

export type PlanToWrite = PlannedRow & { readonly chunkNumber: number | null };

/** Puts plans in the place of earlier ones; a batch is one statement. */
export async function writePlans(
  { client }: Transaction,
  { organizationId, importId }: RowsOf,
  plans: readonly PlanToWrite[],
): Promise<void> {
  if (plans.length === 0) return;
  await client.query({
    name: 'write-import-plans',
    text: `update import_rows w
           set subject = r.subject, result = r.result, chunk_number = r."chunkNumber",
               operations = r.operations, issues = r.issues, summary = r.summary, losses = r.losses,
               member_id = r."memberId"
           from json_to_recordset($3::json) as r("rowNumber" integer, subject text, result text,
             "chunkNumber" integer, operations jsonb, issues jsonb, summary text, losses jsonb, "memberId" text)
           where w.organization_id = $1 and w.import_id = $2 and w.row_number = r."rowNumber"`,
    values: [organizationId, importId, JSON.stringify(plans)],
  });
}

/** Takes the plans away; the rows stay. */
export async function clearPlans(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
): Promise<void> {
  await sql`
    update import_rows
    set subject = null, result = null, chunk_number = null, operations = null, issues = '[]', summary = '',
      losses = '[]', member_id = null
    where organization_id = ${organizationId} and import_id = ${importId}
  `.execute(transaction);
}

/** Every row as it was read, in the order of the file. */
export async function readSource(
  { client }: Transaction,
  { organizationId, importId }: RowsOf,
): Promise<SourceRow[]> {
  const { rows } = await client.query<SourceRow>({
    name: 'import-source',
    text: `select row_number as "rowNumber", cells, fixes from import_rows
           where organization_id = $1 and import_id = $2 order by row_number`,
    values: [organizationId, importId],
  });
  return rows;
}

export async function readSourceRows(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  rowNumbers: readonly number[],
): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select row_number as "rowNumber", cells, fixes from import_rows
    where organization_id = ${organizationId} and import_id = ${importId} and row_number = any(${rowNumbers})
    order by row_number
  `.execute(transaction);
  return rows;
}

/** Rows whose cell of this column contains the text, in any case. */
export async function readRowsContaining(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  column: number,
  text: string,
): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select row_number as "rowNumber", cells, fixes from import_rows
    where organization_id = ${organizationId} and import_id = ${importId}
      and position(lower(${text}) in lower(coalesce(fixes ->> ${String(column)}, cells[${column + 1}::int]))) > 0
    order by row_number
  `.execute(transaction);
  return rows;
}

/** Numbers of the rows about these people or places. */
export async function readRowNumbersAbout(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  subjects: readonly string[],
): Promise<number[]> {
  const { rows } = await sql<{ rowNumber: number }>`
    select row_number as "rowNumber" from import_rows
    where organization_id = ${organizationId} and import_id = ${importId} and subject = any(${subjects})
  `.execute(transaction);
  return rows.map(({ rowNumber }) => rowNumber);
}

export interface RowTotals {
  readonly rows: number;
  readonly create: number;
  readonly change: number;
  readonly noChange: number;
  readonly skip: number;
  readonly errors: number;
  readonly warnings: number;
  readonly places: number;
  readonly losing: number;
  readonly losses: number;
  readonly changedSince: number;
}

export async function countRows(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
): Promise<RowTotals> {
  const { rows } = await sql<RowTotals>`
    select count(*) as rows, count(*) filter (where result = 'create') as create,
           count(*) filter (where result = 'change') as change,
           count(*) filter (where result = 'no_change') as "noChange", count(*) filter (where result = 'skip') as skip,
           count(*) filter (where result = 'error') as errors,
           count(*) filter (where result <> 'error' and issues @> '[{"level":"warning"}]') as warnings,
           count(*) filter (where losses <> '[]') as losing,
           coalesce(sum(jsonb_array_length(losses)), 0)::int as losses,
           count(*) filter (where issues @> ${JSON.stringify([{ code: changedSince }])}) as "changedSince",
           (select count(distinct g ->> 'scope')
            from import_rows o, jsonb_array_elements(o.operations) p, jsonb_array_elements(p -> 'grants') g
            where o.organization_id = ${organizationId} and o.import_id = ${importId}
              and g ->> 'scope' like 'ent\\_%') as places
    from import_rows where organization_id = ${organizationId} and import_id = ${importId}
  `.execute(transaction);
  const [totals] = rows;
  if (!totals) throw new Error('Counting always answers one row.');
  return totals;
}

/** The last chunk and how many rows it has, leaving these rows out. */
export async function readLastChunk(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  except: readonly number[],
): Promise<{ readonly chunk: number; readonly rows: number }> {
  const { rows } = await sql<{ chunk: number; rows: number }>`
    select chunk_number as chunk, count(*) as rows from import_rows
    where organization_id = ${organizationId} and import_id = ${importId}
      and chunk_number is not null and row_number <> all(${except})
    group by chunk_number order by chunk_number desc limit 1
  `.execute(transaction);
  return rows[0] ?? { chunk: 1, rows: 0 };
}

export interface ChunkRow {
  readonly rowNumber: number;
  readonly chunkNumber: number;
  readonly operations: unknown;
}

/** The rows of the first chunk from this number on; corrections may have emptied a chunk. */
export async function readNextChunk(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  from: number,
): Promise<ChunkRow[]> {
  const { rows } = await sql<ChunkRow>`
    select row_number as "rowNumber", chunk_number as "chunkNumber", operations from import_rows
    where organization_id = ${organizationId} and import_id = ${importId} and chunk_number = (
      select min(chunk_number) from import_rows
      where organization_id = ${organizationId} and import_id = ${importId} and chunk_number >= ${from})
    order by row_number
  `.execute(transaction);
  return rows;
}

/** Rows that were good when planned and refused when applied, with the reason added. */
export async function markFailed(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  failures: readonly { readonly rowNumber: number; readonly issue: StoredIssue }[],
): Promise<void> {
  if (failures.length === 0) return;
  const given = JSON.stringify(
    failures.map(({ rowNumber, issue }) => ({ row_number: rowNumber, issues: [issue] })),
  );
  await sql`
    update import_rows w set failed = true, issues = w.issues || r.issues
    from json_to_recordset(${given}::json) as r(row_number integer, issues jsonb)
    where w.organization_id = ${organizationId} and w.import_id = ${importId} and w.row_number = r.row_number
  `.execute(transaction);
}

/** Puts corrected cells over the file's own. */
export async function writeFixes(
  transaction: Transaction,
  { organizationId, importId }: RowsOf,
  fixes: ReadonlyMap<number, Readonly<Record<string, string>>>,
): Promise<void> {
  const given = JSON.stringify(
    [...fixes].map(([row_number, cells]) => ({ row_number, fixes: cells })),
  );
  await sql`
    update import_rows w set fixes = w.fixes || r.fixes
    from json_to_recordset(${given}::json) as r(row_number integer, fixes jsonb)
    where w.organization_id = ${organizationId} and w.import_id = ${importId} and w.row_number = r.row_number
  `.execute(transaction);
}
