import type { ImportKind, ImportMode, ImportState } from '@latchkey/contract';
import type { ImportId, MemberId, OrganizationId, UserId } from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';
import type { Encoding } from './read/decode-text.ts';
import {
  type StoredCounts,
  type StoredImport,
  type StoredUndo,
  storedColumns,
  storedCounts,
  storedNewParents,
  storedUndo,
} from './stored-import.ts';

interface ImportRecord extends Omit<StoredImport, 'columns' | 'counts' | 'newParents' | 'undo'> {
  readonly columns: unknown;
  readonly counts: unknown;
  readonly newParents: unknown;
  readonly undo: unknown;
}

const selected = sql`
  i.import_id as "importId", i.kind, i.mode, i.apply_changed as "applyChanged", i.file_name as "fileName", i.state, i.created_by as "createdBy",
  coalesce(nullif(m.name, ''), m.address, '') as "creatorName", i.created_at as "createdAt",
  i.planned_at as "plannedAt", i.finished_at as "finishedAt", i.encoding, i.separator, i.columns, i.counts,
  i.new_parents as "newParents", i.acting_member_id as "actingMemberId", i.acting_user_id as "actingUserId",
  i.plan_number as "planNumber", i.next_chunk as "nextChunk", i.failure, i.undo`;
const fromImports = sql`
  from imports i
  left join members m on m.organization_id = i.organization_id and m.member_id = i.created_by`;

const parsed = ({ columns, counts, newParents, undo, ...record }: ImportRecord): StoredImport => ({
  ...record,
  columns: storedColumns.parse(columns),
  counts: storedCounts.parse(counts),
  newParents: storedNewParents.parse(newParents),
  undo: storedUndo.nullable().parse(undo),
});

/** `createdBy` null: whoever made it. */
export interface ImportFilter {
  readonly organizationId: OrganizationId;
  readonly createdBy: MemberId | null;
}

const visible = ({ organizationId, createdBy }: ImportFilter) => sql`
  i.organization_id = ${organizationId} and (${createdBy}::text is null or i.created_by = ${createdBy})`;

export async function readImport(
  transaction: Transaction,
  filter: ImportFilter,
  importId: ImportId,
  lock: 'for update' | '' = '',
): Promise<StoredImport | undefined> {
  const locked = lock === '' ? sql`` : sql`for update of i`;
  const { rows } = await sql<ImportRecord>`
    select ${selected} ${fromImports} where ${visible(filter)} and i.import_id = ${importId} ${locked}
  `.execute(transaction);
  return rows[0] && parsed(rows[0]);
}

/** One import more than asked for, newest first. */
export async function readImports(
  transaction: Transaction,
  filter: ImportFilter,
  limit: number,
  cursor: Cursor | null,
): Promise<StoredImport[]> {
  const back = cursor?.direction === 'before';
  const [at = '', id = ''] = cursor?.position ?? [];
  const from = cursor
    ? back
      ? sql`(i.created_at, i.import_id) > (${at}::timestamptz, ${id})`
      : sql`(i.created_at, i.import_id) < (${at}::timestamptz, ${id})`
    : sql`true`;
  const order = back ? sql`i.created_at, i.import_id` : sql`i.created_at desc, i.import_id desc`;
  const { rows } = await sql<ImportRecord>`
    select ${selected} ${fromImports} where ${visible(filter)} and ${from} order by ${order} limit ${limit + 1}
  `.execute(transaction);
  return rows.map(parsed);
}

export async function countImports(
  transaction: Transaction,
  filter: ImportFilter,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from imports i where ${visible(filter)}
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

/** The columns of a person's newest import of the same kind with the same header row. */
export async function readRememberedColumns(
  transaction: Transaction,
  { organizationId, createdBy }: { organizationId: OrganizationId; createdBy: MemberId },
  kind: ImportKind,
  headers: readonly string[],
): Promise<StoredImport['columns'] | null> {
  const { rows } = await sql<{ columns: unknown }>`
    select columns from imports i
    where organization_id = ${organizationId} and created_by = ${createdBy} and kind = ${kind}
      and (select json_agg(c -> 'header' order by (c ->> 'index')::int)::jsonb from jsonb_array_elements(i.columns) c)
        = ${JSON.stringify(headers)}::jsonb
    order by created_at desc limit 1
  `.execute(transaction);
  return rows[0] ? storedColumns.parse(rows[0].columns) : null;
}

export interface NewImport {
  readonly organizationId: OrganizationId;
  readonly importId: ImportId;
  readonly kind: ImportKind;
  readonly mode: ImportMode;
  readonly fileName: string;
  readonly state: ImportState;
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly encoding: Encoding;
  readonly separator: string;
  readonly columns: StoredImport['columns'];
  readonly counts: StoredCounts;
}

export async function insertImport(transaction: Transaction, made: NewImport): Promise<void> {
  await transaction
    .insertInto('imports')
    .values({
      organization_id: made.organizationId,
      import_id: made.importId,
      kind: made.kind,
      mode: made.mode,
      file_name: made.fileName,
      state: made.state,
      created_by: made.memberId,
      // In whole milliseconds, as cursors count.
      created_at: new Date(),
      encoding: made.encoding,
      separator: made.separator,
      columns: JSON.stringify(made.columns),
      counts: JSON.stringify(made.counts),
      acting_member_id: made.memberId,
      acting_user_id: made.userId,
    })
    .execute();
}

export interface ImportChanges {
  readonly state?: ImportState;
  readonly mode?: ImportMode;
  readonly applyChanged?: boolean;
  readonly columns?: StoredImport['columns'];
  readonly counts?: StoredCounts;
  readonly newParents?: StoredImport['newParents'];
  readonly acting?: { readonly memberId: MemberId; readonly userId: UserId };
  readonly nextChunk?: number;
  readonly failure?: string | null;
  readonly undo?: StoredUndo;
  /** What was read from the file was changed: a plan under way is of no use. */
  readonly toPlan?: true;
  readonly planned?: true;
  readonly finished?: true;
}

export async function updateImport(
  transaction: Transaction,
  organizationId: OrganizationId,
  importId: ImportId,
  changes: ImportChanges,
): Promise<void> {
  const {
    state,
    mode,
    applyChanged,
    columns,
    counts,
    newParents,
    acting,
    nextChunk,
    failure,
    undo,
  } = changes;
  const assignments: RawBuilder<unknown>[] = [];
  if (state !== undefined) assignments.push(sql`state = ${state}`);
  if (mode !== undefined) assignments.push(sql`mode = ${mode}`);
  if (applyChanged !== undefined) assignments.push(sql`apply_changed = ${applyChanged}`);
  if (columns !== undefined) assignments.push(sql`columns = ${JSON.stringify(columns)}`);
  if (counts !== undefined) assignments.push(sql`counts = ${JSON.stringify(counts)}`);
  if (newParents !== undefined) assignments.push(sql`new_parents = ${JSON.stringify(newParents)}`);
  if (acting !== undefined) {
    assignments.push(sql`acting_member_id = ${acting.memberId}, acting_user_id = ${acting.userId}`);
  }
  if (nextChunk !== undefined) assignments.push(sql`next_chunk = ${nextChunk}`);
  if (failure !== undefined) assignments.push(sql`failure = ${failure}`);
  if (undo !== undefined) assignments.push(sql`undo = ${JSON.stringify(undo)}`);
  if (changes.toPlan) assignments.push(sql`plan_number = plan_number + 1`);
  if (changes.planned) assignments.push(sql`planned_at = now()`);
  if (changes.finished) assignments.push(sql`finished_at = now()`);
  await sql`
    update imports set ${sql.join(assignments)} where organization_id = ${organizationId} and import_id = ${importId}
  `.execute(transaction);
}

interface ChunkStep {
  /** The step that the chunk was read at. */
  readonly from: number;
  readonly chunkNumber: number;
  readonly applied: number;
  readonly failed: number;
}

/**
 * Marks a chunk as applied, in the chunk's own transaction; false when it was applied before or the
 * import is no longer being applied.
 */
export async function advanceChunk(
  transaction: Transaction,
  organizationId: OrganizationId,
  importId: ImportId,
  { from, chunkNumber, applied, failed }: ChunkStep,
): Promise<boolean> {
  const { rows } = await sql`
    update imports
    set next_chunk = ${chunkNumber}::int + 1,
        counts = counts || jsonb_build_object(
          'applied', (counts ->> 'applied')::int + ${applied}::int,
          'failed', (counts ->> 'failed')::int + ${failed}::int)
    where organization_id = ${organizationId} and import_id = ${importId}
      and next_chunk = ${from} and state = 'applying'
    returning 1
  `.execute(transaction);
  return rows.length === 1;
}

/** Imports that a job has to work on, of one organization. */
export async function readUnfinished(
  transaction: Transaction,
  organizationId: OrganizationId,
  work: 'plan' | 'apply' | 'undo',
): Promise<ImportId[]> {
  const waiting = {
    plan: sql`state = 'checking'`,
    apply: sql`state = 'applying'`,
    undo: sql`undo is not null and state <> 'undone'`,
  }[work];
  const { rows } = await sql<{ importId: ImportId }>`
    select import_id as "importId" from imports
    where organization_id = ${organizationId} and ${waiting} order by created_at
  `.execute(transaction);
  return rows.map(({ importId }) => importId);
}

/** Organizations with imports that a job has to work on. */
export async function readOrganizationsWithWork(transaction: Transaction): Promise<
  {
    readonly organizationId: OrganizationId;
    readonly planning: boolean;
    readonly applying: boolean;
  }[]
> {
  const { rows } = await sql<{
    organizationId: OrganizationId;
    planning: boolean;
    applying: boolean;
  }>`
    select organization_id as "organizationId", bool_or(state = 'checking') as planning,
           bool_or(state <> 'checking') as applying
    from imports
    where state in ('checking', 'applying') or (undo is not null and state <> 'undone')
    group by organization_id
  `.execute(transaction);
  return rows;
}
