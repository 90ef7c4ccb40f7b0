import type {
  EntityId,
  InvitationId,
  MemberId,
  MemberStatus,
  OrganizationId,
  PermissionSetId,
  Role,
  Scope,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface KnownAddress {
  readonly address: string;
  readonly member_id: MemberId;
  readonly name: string;
  readonly status: MemberStatus;
  readonly removed_at: Date | null;
  readonly invitation_id: InvitationId | null;
  readonly invitation_sent_at: Date | null;
  readonly link_ends_at: Date | null;
}

/** What the organization knows of these addresses: the present member first, else the last one who was here. */
export async function readKnownAddresses(
  transaction: Transaction,
  organizationId: OrganizationId,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, KnownAddress>> {
  const { rows } = await sql<KnownAddress>`
    select distinct on (m.address) m.address, m.member_id, m.name, m.status, m.removed_at,
      i.invitation_id, i.created_at as invitation_sent_at, i.link_ends_at
    from members m
    left join invitations i on i.organization_id = m.organization_id and i.member_id = m.member_id
      and i.status = 'waiting' and i.link_ends_at > now()
    where m.organization_id = ${organizationId} and m.address = any(${addresses})
      and (m.status <> 'removed' or m.joined_at is not null)
    order by m.address, m.status = 'removed', m.removed_at desc
  `.execute(transaction);
  return new Map(rows.map((row) => [row.address, row]));
}

export interface OrganizationSettings {
  readonly name: string;
  readonly allowedDomains: readonly string[];
  readonly invitationDays: number;
}

export async function readSettings(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<OrganizationSettings> {
  const row = await transaction
    .selectFrom('organizations')
    .select(['name', 'allowed_domains', 'invitation_days'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    allowedDomains: row.allowed_domains,
    invitationDays: row.invitation_days,
  };
}

/** Domains that people here have, the commonest first, from a sample that stays quick in any organization. */
export async function readUsedDomains(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<readonly string[]> {
  const { rows } = await sql<{ domain: string }>`
    select split_part(address, '@', 2) as domain
    from (select address from members where organization_id = ${organizationId} and status <> 'removed' limit 1000) sample
    group by 1 order by count(*) desc, 1 limit 20
  `.execute(transaction);
  return rows.map(({ domain }) => domain);
}

export const mailsADay = 3;

/** Addresses that have had their mails of the day, and when the next may go. */
export async function readMailLimits(
  transaction: Transaction,
  organizationId: OrganizationId,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ recipient: string; next_at: Date }>`
    select recipient, min(created_at) + interval '1 day' as next_at
    from (
      select recipient, created_at, row_number() over (partition by recipient order by created_at desc) as newest
      from outbox_mails
      where organization_id = ${organizationId} and recipient = any(${addresses}) and kind = 'invitation'
        and status in ('queued', 'sent') and created_at > now() - interval '1 day'
    ) mails
    where newest <= ${mailsADay}
    group by recipient having count(*) = ${mailsADay}
  `.execute(transaction);
  return new Map(rows.map((row) => [row.recipient, row.next_at]));
}

export interface InvitationToManage {
  readonly memberId: MemberId;
  readonly address: string;
  readonly generation: number;
  readonly status: 'waiting' | 'accepted' | 'declined' | 'revoked';
  readonly linkEndsAt: Date;
  readonly ended: boolean;
}

export async function readInvitationToManage(
  transaction: Transaction,
  organizationId: OrganizationId,
  invitationId: InvitationId,
): Promise<InvitationToManage | null> {
  const row = await transaction
    .selectFrom('invitations')
    .select(['member_id', 'address', 'generation', 'status', 'link_ends_at'])
    .select(sql<boolean>`link_ends_at <= now()`.as('ended'))
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst();
  return row
    ? {
        memberId: row.member_id,
        address: row.address,
        generation: row.generation,
        status: row.status,
        linkEndsAt: row.link_ends_at,
        ended: row.ended,
      }
    : null;
}

/** Every open place of the organization, in the order in which they came to be. */
export async function readOpenEntities(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<EntityId[]> {
  const rows = await transaction
    .selectFrom('entities')
    .select('entity_id')
    .where('organization_id', '=', organizationId)
    .where('closed', '=', false)
    .orderBy('entity_id')
    .execute();
  return rows.map((row) => row.entity_id);
}

/** Somebody to copy access from. */
export async function readSource(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<{ readonly name: string; readonly role: Role } | undefined> {
  return transaction
    .selectFrom('members')
    .select(['name', 'role'])
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .where('status', '<>', 'removed')
    .executeTakeFirst();
}

export interface CopiedGrant {
  readonly set_id: PermissionSetId | null;
  readonly permissions: string[] | null;
  readonly set_permissions: string[] | null;
  readonly scope: Scope;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly closed: boolean;
}

/** What somebody holds that has not ended. */
export async function readGrantsToCopy(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<readonly CopiedGrant[]> {
  const { rows } = await sql<CopiedGrant>`
    select g.set_id, g.permissions, s.permissions as set_permissions, g.scope, g.starts_at, g.ends_at,
      coalesce(e.closed, false) as closed
    from grants g
    left join permission_sets s on s.organization_id = g.organization_id and s.set_id = g.set_id
    left join entities e on e.organization_id = g.organization_id and e.entity_id = g.scope
    where g.organization_id = ${organizationId} and g.member_id = ${memberId}
      and (g.ends_at is null or g.ends_at > now())
    order by g.grant_id
  `.execute(transaction);
  return rows;
}
