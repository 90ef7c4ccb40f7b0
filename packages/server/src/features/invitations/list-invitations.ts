import type { InvitationListItem, InvitationPage, invitationListQuery } from '@latchkey/contract';
import type { InvitationId, MemberId, Role } from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import { type Cursor, readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { placesWithin, requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { accessSummaries } from '../members/access-summary.ts';
import { cannotManage } from '../members/cannot-manage.ts';
import { containing, visibleMembers } from '../members/visible-members.ts';

type Query = z.output<typeof invitationListQuery>;
type Status = InvitationListItem['status'];

interface Row {
  readonly invitation_id: InvitationId;
  readonly member_id: MemberId;
  readonly name: string;
  readonly address: string;
  readonly role: Role;
  readonly status: Status;
  readonly delivery_status: InvitationListItem['delivery']['status'] | null;
  readonly delivery_detail: string | null;
  readonly delivery_at: Date | null;
  readonly created_at: Date;
  readonly link_ends_at: Date;
  readonly responded_at: Date | null;
  readonly sender: string | null;
}

/** Invitations, the newest first; what has ended without an answer is told apart when it is read, never stored. */
export async function listInvitations(
  services: Services,
  signedIn: SignedIn,
  query: Query,
): Promise<InvitationPage> {
  const { organizationId, memberId } = signedIn;
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const { serverKey } = services.config;
  const of = { organizationId, list: `invitations:${query.status ?? ''}` };
  const cursor = readCursor(serverKey, of, query.cursor);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const seen = await visibleMembers(
        transaction,
        organizationId,
        memberId,
        placesWithin(snapshot, reach),
      );
      const where = conditions(query, seen('page'));
      const { rows } = await sql<Row>`
        select i.invitation_id, i.member_id, m.name, i.address, m.role, ${shownStatus} as status,
          d.status as delivery_status, d.detail as delivery_detail, coalesce(d.sent_at, d.created_at) as delivery_at,
          i.created_at, i.link_ends_at, i.responded_at, s.name as sender
        ${from}
        left join members s on s.organization_id = i.organization_id and s.member_id = i.sent_by
        where i.organization_id = ${organizationId} and ${where} and ${keyset(cursor)}
        order by i.created_at ${order(cursor)}, i.invitation_id ${order(cursor)}
        limit ${query.limit + 1}
      `.execute(transaction);
      const counted = await sql<{ total: number }>`
        select count(*)::int as total ${from} where i.organization_id = ${organizationId} and ${conditions(query, seen('all'))}
      `.execute(transaction);
      const summaries = await accessSummaries(
        transaction,
        organizationId,
        rows.map((row) => row.member_id),
      );
      const readerVisits = signedIn.visit !== null;
      const mayNot = cannotManage(snapshot, memberId, { readerVisits });
      return page({
        serverKey,
        of,
        limit: query.limit,
        cursor,
        rows,
        total: counted.rows[0]?.total ?? 0,
        position: (row) => [row.created_at.toISOString(), row.invitation_id],
        item: (row): InvitationListItem => ({
          id: row.invitation_id,
          memberId: row.member_id,
          name: row.name,
          address: row.address,
          status: row.status,
          delivery: {
            status: row.delivery_status ?? 'queued',
            detail: row.delivery_detail,
            at: row.delivery_at?.toISOString() ?? null,
          },
          role: row.role,
          ...summaries(row.member_id),
          createdAt: row.created_at.toISOString(),
          linkEndsAt: row.link_ends_at.toISOString(),
          respondedAt: row.responded_at?.toISOString() ?? null,
          sender: row.sender ?? '',
          cannotManage: mayNot({ memberId: row.member_id, role: row.role, visits: false }),
        }),
      });
    },
    { readOnly: true },
  );
}

/** The newest mail of an invitation tells how it fared. */
const from = sql`
  from invitations i
  join members m on m.organization_id = i.organization_id and m.member_id = i.member_id
  left join lateral (
    select o.status, o.detail, o.sent_at, o.created_at from outbox_mails o
    where o.organization_id = i.organization_id and o.invitation_id = i.invitation_id
      and o.kind = 'invitation' and o.status <> 'dropped'
    order by o.created_at desc limit 1
  ) d on true`;

const shownStatus = sql<Status>`
  case
    when i.status = 'accepted' then 'completed'
    when i.status <> 'waiting' then i.status
    when i.link_ends_at <= now() then 'expired'
    when d.status = 'refused' then 'not_delivered'
    else 'waiting'
  end`;

function conditions(query: Query, visible: RawBuilder<unknown>): RawBuilder<boolean> {
  const search = query.search?.trim();
  const pattern = search ? containing(search) : null;
  return sql`${visible}
    ${query.status ? sql`and ${statusCondition[query.status]}` : sql``}
    ${pattern === null ? sql`` : sql`and (m.search_text like ${pattern} or i.address like ${pattern})`}`;
}

// Said by the stored status first, so that an index or a cheap test comes before the mails are looked at.
const statusCondition: Record<Status, RawBuilder<boolean>> = {
  completed: sql`i.status = 'accepted'`,
  declined: sql`i.status = 'declined'`,
  revoked: sql`i.status = 'revoked'`,
  expired: sql`i.status = 'waiting' and i.link_ends_at <= now()`,
  not_delivered: sql`i.status = 'waiting' and i.link_ends_at > now() and d.status = 'refused'`,
  waiting: sql`i.status = 'waiting' and i.link_ends_at > now() and d.status is distinct from 'refused'`,
};

const order = (cursor: Cursor | null) => (cursor?.direction === 'before' ? sql`asc` : sql`desc`);

function keyset(cursor: Cursor | null): RawBuilder<boolean> {
  if (!cursor) return sql`true`;
  const [createdAt, invitationId] = cursor.position;
  const row = sql`(i.created_at, i.invitation_id)`;
  const position = sql`(${createdAt}::timestamptz, ${invitationId})`;
  return cursor.direction === 'before' ? sql`${row} > ${position}` : sql`${row} < ${position}`;
}
