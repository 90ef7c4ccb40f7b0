import type {
  GrantHolding,
  InvitationId,
  InvitationStatus,
  MemberId,
  OrganizationId,
  Role,
  Scope,
  SignInMethod,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { holdingOfRow } from '../../words/holding-words.ts';

export interface InvitationRow {
  readonly organization_name: string;
  readonly member_id: MemberId;
  readonly address: string;
  readonly status: InvitationStatus;
  readonly generation: number;
  readonly note: string | null;
  readonly link_ends_at: Date;
  readonly ended: boolean;
  readonly name: string;
  readonly role: Role;
  readonly sign_in_method: SignInMethod;
  /** Reserved when the person was invited; null: the address. */
  readonly sign_in_name: string | null;
  readonly access_ends_at: Date | null;
  readonly sender_name: string | null;
}

/** An invitation as its link shows it; whether it has ended is the database's clock to say. */
export async function readInvitation(
  transaction: Transaction,
  organizationId: OrganizationId,
  invitationId: InvitationId,
): Promise<InvitationRow | null> {
  const { rows } = await sql<InvitationRow>`
    select o.name as organization_name, i.member_id, i.address, i.status, i.generation, i.note, i.link_ends_at,
      i.link_ends_at <= clock_timestamp() as ended, m.name, m.role, m.access_ends_at, m.sign_in_method, n.name as sign_in_name, s.name as sender_name
    from invitations i
    join organizations o on o.organization_id = i.organization_id
    join members m on m.organization_id = i.organization_id and m.member_id = i.member_id
    left join sign_in_names n on n.invitation_id = i.invitation_id
    left join members s on s.organization_id = i.organization_id and s.member_id = i.sent_by
    where i.organization_id = ${organizationId} and i.invitation_id = ${invitationId}
  `.execute(transaction);
  return rows[0] ?? null;
}

export type OfferedGrant = GrantHolding & {
  readonly scope: Scope;
  readonly endsAt: number | null;
};

export async function readOfferedGrants(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<readonly OfferedGrant[]> {
  const rows = await transaction
    .selectFrom('grants')
    .select(['set_id', 'permissions', 'scope', 'ends_at'])
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .orderBy('grant_id')
    .execute();
  return rows.map((row) => ({
    ...holdingOfRow(row),
    scope: row.scope,
    endsAt: row.ends_at?.getTime() ?? null,
  }));
}

/** Whoever sent it, while active here; an owner otherwise. */
export async function readWhomToAsk(
  transaction: Transaction,
  organizationId: OrganizationId,
  invitationId: InvitationId,
): Promise<MemberId | null> {
  const { rows } = await sql<{ member_id: MemberId }>`
    select m.member_id from members m
    left join invitations i on i.organization_id = m.organization_id and i.invitation_id = ${invitationId} and i.sent_by = m.member_id
    where m.organization_id = ${organizationId} and m.status = 'active'
      and (m.access_ends_at is null or m.access_ends_at > now())
      and (i.invitation_id is not null or m.role = 'owner')
    order by i.invitation_id is null, m.member_id limit 1
  `.execute(transaction);
  return rows[0]?.member_id ?? null;
}

/** Whether somebody asked for this invitation again within a day. */
export async function wasAskedLately(
  transaction: Transaction,
  organizationId: OrganizationId,
  invitationId: InvitationId,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('outbox_mails')
    .select('mail_id')
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', invitationId)
    .where('kind', '=', 'invitation_wanted')
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirst();
  return row !== undefined;
}
