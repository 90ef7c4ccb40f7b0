import type { MemberId, OrganizationId, PermissionSetId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

/** How many people hold each set; removed people hold nothing. */
export async function countHolders(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<Map<PermissionSetId, number>> {
  const { rows } = await sql<{ set_id: PermissionSetId; holders: number }>`
    select g.set_id, count(distinct g.member_id) as holders
    from grants g join members m using (organization_id, member_id)
    where organization_id = ${organizationId} and g.set_id is not null and m.status <> 'removed'
    group by g.set_id
  `.execute(transaction);
  return new Map(rows.map(({ set_id, holders }) => [set_id, Number(holders)]));
}

export interface NamedPerson {
  readonly name: string;
  readonly address: string;
}

export async function readPeople(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, NamedPerson>> {
  const { rows } = await sql<NamedPerson & { member_id: MemberId }>`
    select member_id, coalesce(nullif(name, ''), address) as name, address
    from members where organization_id = ${organizationId} and member_id = any(${memberIds})
  `.execute(transaction);
  return new Map(rows.map(({ member_id, ...person }) => [member_id, person]));
}
