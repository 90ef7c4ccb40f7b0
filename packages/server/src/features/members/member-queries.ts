import type {
  GrantId,
  ImportId,
  InvitationId,
  MemberId,
  OrganizationId,
  PermissionSetId,
  Scope,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { type MemberRow, memberColumns } from './member-columns.ts';

export interface WholeMemberRow extends MemberRow {
  readonly external_id: string | null;
  readonly removed_at: Date | null;
  readonly invitation_id: InvitationId | null;
  /** Of the newest change that touched the person or the person's grants. */
  readonly touched: number;
}

export async function readMember(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<WholeMemberRow | null> {
  const { rows } = await sql<WholeMemberRow>`
    select ${memberColumns}, m.external_id, m.removed_at,
      (select i.invitation_id from invitations i
       where i.organization_id = m.organization_id and i.member_id = m.member_id
       order by i.created_at desc limit 1) as invitation_id,
      coalesce((select max(c.revision) from change_objects c
       where c.organization_id = m.organization_id and c.member_id = m.member_id), m.revision) as touched
    from members m where m.organization_id = ${organizationId} and m.member_id = ${memberId}
  `.execute(transaction);
  return rows[0] ?? null;
}

/** The newest change in the log that touched the person or the person's grants. */
export async function newestRevisionOf(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<number | null> {
  const row = await transaction
    .selectFrom('change_objects')
    .select((query) => query.fn.max('revision').as('newest'))
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row?.newest ?? null;
}

export interface GrantRow {
  readonly grant_id: GrantId;
  readonly set_id: PermissionSetId | null;
  readonly permissions: string[] | null;
  readonly scope: Scope;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly given_at: Date;
  readonly actor_type: string;
  readonly actor_id: string | null;
  readonly channel: string;
  readonly import_id: ImportId | null;
  readonly file_name: string | null;
  readonly row_number: number | null;
}

/** The grants of one person with the change that made each; for an import the row of the file. */
export async function readGrants(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<readonly GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select g.grant_id, g.set_id, g.permissions, g.scope, g.starts_at, g.ends_at, c.at as given_at,
      c.actor_type, c.actor_id, c.channel, c.import_id, f.file_name,
      (select r.row_number from import_rows r
       where r.organization_id = c.organization_id and r.import_id = c.import_id
         and r.chunk_number = c.chunk_number and r.member_id = g.member_id
       limit 1) as row_number
    from grants g
    join changes c on c.organization_id = g.organization_id and c.revision = g.revision
    left join imports f on f.organization_id = c.organization_id and f.import_id = c.import_id
    where g.organization_id = ${organizationId} and g.member_id = ${memberId}
    order by g.grant_id
  `.execute(transaction);
  return rows;
}
