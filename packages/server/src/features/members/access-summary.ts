import type { PlaceRef } from '@latchkey/contract';
import type { MemberId, OrganizationId, PermissionSetId, Scope } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { readNames } from '../../words/read-names.ts';

export interface AccessSummary {
  readonly permissionSets: { id: PermissionSetId; name: string }[];
  /** The first few; `placeTotal` counts them all. */
  readonly places: PlaceRef[];
  readonly placeTotal: number;
}

const shownPlaces = 3;
const none: AccessSummary = { permissionSets: [], places: [], placeTotal: 0 };

/** What each of a page of people holds now, in three statements however many people and grants. */
export async function accessSummaries(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
): Promise<(memberId: MemberId) => AccessSummary> {
  if (memberIds.length === 0) return () => none;
  const { rows } = await sql<{
    member_id: MemberId;
    set_ids: PermissionSetId[];
    scopes: Scope[];
    place_total: number;
  }>`
    select member_id, coalesce(array_agg(distinct set_id) filter (where set_id is not null), '{}') as set_ids,
      (array_agg(distinct scope))[1:${shownPlaces}] as scopes, count(distinct scope)::int as place_total
    from grants
    where organization_id = ${organizationId} and member_id = any(${memberIds}) and (ends_at is null or ends_at > now())
    group by member_id
  `.execute(transaction);
  const names = await readNames(transaction, organizationId, {
    sets: rows.flatMap((row) => row.set_ids),
    places: rows.flatMap((row) => row.scopes),
  });
  const byMember = new Map(
    rows.map((row): [MemberId, AccessSummary] => [
      row.member_id,
      {
        permissionSets: row.set_ids
          .map((id) => ({ id, name: names.sets.get(id) ?? '' }))
          .toSorted((one, other) => one.name.localeCompare(other.name)),
        places: row.scopes.flatMap((scope) => names.places.get(scope) ?? []),
        placeTotal: row.place_total,
      },
    ]),
  );
  return (memberId) => byMember.get(memberId) ?? none;
}
