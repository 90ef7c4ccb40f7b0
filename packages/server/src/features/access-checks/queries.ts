import type { MemberId, MemberStatus, OrganizationId, Role } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface Person {
  readonly name: string;
  readonly status: MemberStatus;
  readonly role: Role;
  readonly access_ends_at: Date | null;
}

export async function findPerson(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select coalesce(nullif(name, ''), address) as name, status, role, access_ends_at
    from members where organization_id = ${organizationId} and member_id = ${memberId}
  `.execute(transaction);
  return rows[0];
}
