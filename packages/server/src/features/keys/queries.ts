import type { KeyId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface KeyRow {
  readonly key_id: KeyId;
  readonly name: string;
  readonly hint: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
  readonly actor_type: string | null;
  readonly actor_id: string | null;
}

/** Newest first, with who made each: the actor of the change in which the key first appears. */
export async function readKeys(
  transaction: Transaction,
  organizationId: OrganizationId,
  keyId: KeyId | null = null,
): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select k.key_id, k.name, k.hint, k.created_at, k.last_used_at, k.revoked_at,
           made.actor_type, made.actor_id
    from api_keys k
    left join lateral (
      select c.actor_type, c.actor_id
      from change_objects o
      join changes c using (organization_id, revision)
      where o.organization_id = k.organization_id and o.object_id = k.key_id
      order by o.revision
      limit 1
    ) made on true
    where k.organization_id = ${organizationId} and (${keyId}::text is null or k.key_id = ${keyId})
    order by k.revoked_at is not null, k.created_at desc, k.key_id desc
  `.execute(transaction);
  return rows;
}

/** The hash stands beside the key's row from the same transaction on; the key itself is stored nowhere. */
export async function writeKeyHash(
  transaction: Transaction,
  organizationId: OrganizationId,
  keyId: KeyId,
  tokenHash: Buffer,
): Promise<void> {
  await sql`
    update api_keys set token_hash = ${tokenHash}
    where organization_id = ${organizationId} and key_id = ${keyId}
  `.execute(transaction);
}
