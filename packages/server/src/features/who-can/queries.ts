import type { MemberId, OrganizationId, Role } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { MemberOrder } from '../members/member-order.ts';
import { containing } from '../members/visible-members.ts';

export interface PersonRow {
  readonly member_id: MemberId;
  readonly name: string;
  readonly address: string;
  readonly role: Role;
  readonly visiting: boolean;
  readonly sort_key: string;
}

export interface PeopleWanted {
  readonly organizationId: OrganizationId;
  readonly among: readonly MemberId[];
  readonly search?: string | undefined;
}

const matching = ({ organizationId, among, search }: PeopleWanted) => {
  const typed = search?.trim();
  return sql`m.organization_id = ${organizationId} and m.member_id = any(${[...among]})
    and ${typed ? sql`m.search_text like ${containing(typed)}` : sql`true`}`;
};

/** One page of these people, and one row more when there is another. */
export async function readPeople(
  transaction: Transaction,
  wanted: PeopleWanted,
  order: MemberOrder,
  limit: number,
): Promise<readonly PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select m.member_id, m.name, m.address, m.role, m.visiting, ${order.key} as sort_key
    from members m where ${matching(wanted)} and ${order.after}
    order by ${order.by} limit ${limit + 1}
  `.execute(transaction);
  return rows;
}

export async function countPeople(transaction: Transaction, wanted: PeopleWanted): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from members m where ${matching(wanted)}
  `.execute(transaction);
  return rows[0]?.count ?? 0;
}
