import {
  type GrantId,
  isMemberId,
  type MemberId,
  type MemberStatus,
  type OrganizationId,
  type PermissionSetId,
  type Role,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { actorNames } from '../changes/actor-names.ts';

export interface Person {
  readonly member_id: MemberId;
  readonly name: string;
  readonly status: MemberStatus;
  readonly role: Role;
  readonly access_ends_at: Date | null;
}

export async function readPeople(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
): Promise<readonly Person[]> {
  const { rows } = await sql<Person>`
    select member_id, coalesce(nullif(name, ''), address) as name, status, role, access_ends_at
    from members
    where organization_id = ${organizationId} and member_id = any(${[...memberIds]}) and not visiting
    order by name_key, member_id
  `.execute(transaction);
  return rows;
}

export async function findPerson(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select member_id, coalesce(nullif(name, ''), address) as name, status, role, access_ends_at
    from members where organization_id = ${organizationId} and member_id = ${memberId}
  `.execute(transaction);
  return rows[0];
}

/** Who gave a grant, and when. */
export interface GrantOrigin {
  /** Null for somebody whom the reader does not see. */
  readonly by: string | null;
  readonly at: number;
}

export async function findOrigin(
  transaction: Transaction,
  organizationId: OrganizationId,
  grantId: GrantId,
  mayName: (giver: MemberId) => boolean,
): Promise<GrantOrigin | null> {
  const row = await transaction
    .selectFrom('grants')
    .innerJoin('changes', (join) =>
      join
        .onRef('changes.organization_id', '=', 'grants.organization_id')
        .onRef('changes.revision', '=', 'grants.revision'),
    )
    .select(['changes.actor_type', 'changes.actor_id', 'changes.at'])
    .where('grants.organization_id', '=', organizationId)
    .where('grants.grant_id', '=', grantId)
    .executeTakeFirst();
  if (!row) return null;
  const at = row.at.getTime();
  const { actor_id: giver } = row;
  if (giver !== null && isMemberId(giver) && !mayName(giver)) return { by: null, at };
  const nameOf = await actorNames(transaction, organizationId, [row]);
  return { by: nameOf(row), at };
}

/** Sets by name, the one with the fewest permissions first: the least that helps is offered first. */
export async function readGivableSets(
  transaction: Transaction,
  organizationId: OrganizationId,
  setIds: readonly PermissionSetId[],
): Promise<{ readonly setId: PermissionSetId; readonly name: string }[]> {
  if (setIds.length === 0) return [];
  const { rows } = await sql<{ set_id: PermissionSetId; name: string }>`
    select set_id, name from permission_sets
    where organization_id = ${organizationId} and set_id = any(${[...setIds]})
    order by cardinality(permissions), name, set_id
  `.execute(transaction);
  return rows.map(({ set_id, name }) => ({ setId: set_id, name }));
}
