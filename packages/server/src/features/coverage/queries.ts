import type { PlaceRef } from '@latchkey/contract';
import type { MemberId, OrganizationId, Scope } from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';
import { containing } from '../members/visible-members.ts';

export interface PersonRow {
  readonly id: MemberId;
  readonly name: string;
  readonly address: string;
}

export async function readPeople(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, PersonRow>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql<PersonRow>`
    select member_id as id, coalesce(nullif(name, ''), address) as name, address from members
    where organization_id = ${organizationId} and member_id = any(${[...memberIds]})
  `.execute(transaction);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface PlaceRow extends PlaceRef {
  readonly sort_name: string;
  /** Names of what it lies in. */
  readonly in: string[];
}

export interface PlacesWanted {
  readonly organizationId: OrganizationId;
  readonly among: readonly Scope[];
  readonly search?: string | undefined;
}

const sortName = sql`lower(e.name) collate "C"`;

const matching = ({ organizationId, among, search }: PlacesWanted): RawBuilder<unknown> => {
  const pattern = search?.trim() ? containing(search) : null;
  return sql`e.organization_id = ${organizationId} and e.entity_id = any(${[...among]})
    and (${pattern}::text is null or lower(e.name) like ${pattern} or lower(e.code) like ${pattern}
      or lower(e.city) like ${pattern})`;
};

/** One page of these places by name, and one row more when there is another. */
export async function readPlaces(
  transaction: Transaction,
  wanted: PlacesWanted,
  limit: number,
  cursor: Cursor | null,
): Promise<readonly PlaceRow[]> {
  const back = cursor?.direction === 'before';
  const [name = '', id = ''] = cursor?.position ?? [];
  const from = sql`(${name} collate "C", ${id})`;
  const after = back
    ? sql`(${sortName}, e.entity_id) < ${from}`
    : sql`(${sortName}, e.entity_id) > ${from}`;
  const direction = back ? sql`desc` : sql`asc`;
  const { rows } = await sql<PlaceRow>`
    select e.entity_id as id, e.type, e.code, e.name, ${sortName} as sort_name,
      array(select p.name from entity_parents ep join entities p
          on p.organization_id = ep.organization_id and p.entity_id = ep.parent_id
        where ep.organization_id = e.organization_id and ep.entity_id = e.entity_id
        order by p.type, p.name) as in
    from entities e where ${matching(wanted)} and ${cursor === null ? sql`true` : after}
    order by ${sortName} ${direction}, e.entity_id ${direction} limit ${limit + 1}
  `.execute(transaction);
  return rows;
}

export async function countPlaces(transaction: Transaction, wanted: PlacesWanted): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from entities e where ${matching(wanted)}
  `.execute(transaction);
  return rows[0]?.count ?? 0;
}
