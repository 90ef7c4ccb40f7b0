import type {
  ChangeId,
  Channel,
  ImportId,
  MemberId,
  ObjectType,
  OrganizationId,
  Scope,
} from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';

export interface ChangeRow {
  readonly revision: number;
  readonly change_id: ChangeId;
  readonly at: Date;
  readonly actor_type: string;
  readonly actor_id: string | null;
  readonly channel: Channel;
  readonly reason: string | null;
  readonly approved_by: string | null;
  readonly import_id: ImportId | null;
  readonly chunk_number: number | null;
  readonly object_count: number;
  readonly reverts: ChangeId | null;
  readonly reverted_revision: number | null;
  readonly undone_by: ChangeId | null;
  readonly hash: string;
  readonly import_file: string | null;
  readonly import_kind: 'people' | 'places' | null;
  /** Rows of the file that were applied. */
  readonly import_applied: number | null;
  /** The file of the import that this change undid a chunk of. */
  readonly reverted_file: string | null;
  /** Whether it moved the organization to another version of the access model. */
  readonly moves_model: boolean;
}

export interface ChangeFilter {
  readonly memberId: MemberId | undefined;
  readonly actorId: MemberId | undefined;
  readonly object: ObjectType | undefined;
  readonly importId: ImportId | undefined;
  readonly place: Scope | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** One row more than asked for; the newest first, an import's chunks as one row unless they are asked for. */
export async function readChanges(
  transaction: Transaction,
  organizationId: OrganizationId,
  filter: ChangeFilter,
  limit: number,
  cursor: Cursor | null,
): Promise<ChangeRow[]> {
  const back = cursor?.direction === 'before';
  const [revision = 0] = cursor?.position ?? [];
  const from = cursor
    ? back
      ? sql`c.revision > ${revision}`
      : sql`c.revision < ${revision}`
    : sql`true`;
  const { rows } = await selectChanges(
    sql`${matching(organizationId, filter)} and ${from}
        order by c.revision ${back ? sql`asc` : sql`desc`} limit ${limit + 1}`,
    filter,
  ).execute(transaction);
  return rows;
}

export async function countChanges(
  transaction: Transaction,
  organizationId: OrganizationId,
  filter: ChangeFilter,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from changes c where ${matching(organizationId, filter)}
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

export async function readChange(
  transaction: Transaction,
  organizationId: OrganizationId,
  changeId: ChangeId,
): Promise<ChangeRow | undefined> {
  const { rows } = await selectChanges(
    sql`c.organization_id = ${organizationId} and c.change_id = ${changeId}`,
    { importId: undefined },
  ).execute(transaction);
  return rows[0];
}

const selectChanges = (
  where: RawBuilder<unknown>,
  { importId }: Pick<ChangeFilter, 'importId'>,
) => sql<ChangeRow>`
  select c.revision, c.change_id, c.at, c.actor_type, c.actor_id, c.channel, c.reason, c.approved_by,
         c.import_id, c.chunk_number, c.reverts, c.hash,
         case when c.chunk_number is null or ${importId !== undefined} then c.object_count
              else (select sum(chunk.object_count)::bigint from changes chunk
                    where chunk.organization_id = c.organization_id and chunk.import_id = c.import_id
                      and chunk.chunk_number is not null)
         end as object_count,
         c.revision > 1 and c.model_hash <> (
           select p.model_hash from changes p
           where p.organization_id = c.organization_id and p.revision = c.revision - 1) as moves_model,
         r.revision as reverted_revision, ri.file_name as reverted_file,
         (select u.change_id from changes u
          where u.organization_id = c.organization_id and u.reverts = c.change_id
          order by u.revision desc limit 1) as undone_by,
         i.file_name as import_file, i.kind as import_kind, (i.counts->>'applied')::int as import_applied
  from changes c
  left join imports i on i.organization_id = c.organization_id and i.import_id = c.import_id
  left join changes r on r.organization_id = c.organization_id and r.change_id = c.reverts
  left join imports ri on ri.organization_id = r.organization_id and ri.import_id = r.import_id
  where ${where}`;

function matching(organizationId: OrganizationId, filter: ChangeFilter) {
  const { memberId, actorId, object, importId, place, from, to } = filter;
  const conditions = [sql`c.organization_id = ${organizationId}`];
  if (memberId) {
    conditions.push(sql`c.revision in (
      select o.revision from change_objects o
      where o.organization_id = ${organizationId} and o.member_id = ${memberId})`);
  }
  if (place) {
    conditions.push(sql`c.revision in (
      select o.revision from change_objects o
      where o.organization_id = ${organizationId}
        and (o.object_id = ${place} or o.before->>'scope' = ${place} or o.after->>'scope' = ${place}))`);
  }
  if (actorId) conditions.push(sql`c.actor_id = ${actorId}`);
  if (object) conditions.push(sql`${object} = any(c.object_types)`);
  if (from) conditions.push(sql`c.at >= ${from}::timestamptz`);
  if (to) conditions.push(sql`c.at < ${to}::timestamptz`);
  if (importId) conditions.push(sql`c.import_id = ${importId}`);
  // A person's own history shows the chunk that touched the person.
  if (!importId && !memberId) {
    conditions.push(sql`not exists (
      select from changes later
      where later.organization_id = c.organization_id and later.import_id = c.import_id
        and c.chunk_number is not null and later.chunk_number > c.chunk_number)`);
    // So is the undo of an import: one row for all of its chunks.
    conditions.push(sql`(c.reverts is null or not exists (
      select from changes undone
      join changes chunk on chunk.organization_id = undone.organization_id and chunk.import_id = undone.import_id
      join changes later on later.organization_id = undone.organization_id and later.reverts = chunk.change_id
      where undone.organization_id = c.organization_id and undone.change_id = c.reverts
        and later.revision > c.revision))`);
  }
  return sql.join(conditions, sql` and `);
}
