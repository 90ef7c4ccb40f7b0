import type { PlaceRef } from '@latchkey/contract';
import type { OrganizationId, PermissionSetId, Scope } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';

export interface Names {
  readonly sets: ReadonlyMap<PermissionSetId, string>;
  readonly places: ReadonlyMap<Scope, PlaceRef>;
}

export interface NamesWanted {
  /** Null: permissions given directly, which have no set. */
  readonly sets: Iterable<PermissionSetId | null>;
  readonly places: Iterable<Scope>;
}

/** What sets and places are called, in one statement each, however many there are. */
export async function readNames(
  transaction: Transaction,
  organizationId: OrganizationId,
  wanted: NamesWanted,
): Promise<Names> {
  const setIds = [...new Set(wanted.sets)].filter((setId) => setId !== null);
  const scopes = [...new Set(wanted.places)];
  const sets = new Map<PermissionSetId, string>();
  const places = new Map<Scope, PlaceRef>();
  if (setIds.length > 0) {
    const rows = await transaction
      .selectFrom('permission_sets')
      .select(['set_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('set_id', '=', sql<PermissionSetId>`any(${setIds})`)
      .execute();
    for (const row of rows) sets.set(row.set_id, row.name);
  }
  if (scopes.length > 0) {
    const { rows } = await sql<PlaceRef>`
      select organization_id as id, 'organization' as type, '' as code, name
      from organizations where organization_id = ${organizationId} and organization_id = any(${scopes})
      union all
      select entity_id, type, code, name
      from entities where organization_id = ${organizationId} and entity_id = any(${scopes})
    `.execute(transaction);
    for (const row of rows) places.set(row.id, row);
  }
  return { sets, places };
}
