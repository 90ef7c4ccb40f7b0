import type { KeyId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface FoundKey {
  readonly keyId: KeyId;
  /** In milliseconds since 1970; Infinity: it has no end. */
  readonly endsAt: number;
}

/** The live key with this hash; the unique index on (organization, hash) answers. */
export async function findKey(
  transaction: Transaction,
  organizationId: OrganizationId,
  tokenHash: Buffer,
): Promise<FoundKey | null> {
  const { rows } = await transaction.client.query<{ key_id: KeyId }>({
    name: 'find-key-by-hash',
    text: `select key_id from api_keys
           where organization_id = $1 and token_hash = $2 and revoked_at is null`,
    values: [organizationId, tokenHash],
  });
  return rows[0] ? { keyId: rows[0].key_id, endsAt: Number.POSITIVE_INFINITY } : null;
}

/** Written without a change: it gives nobody anything. */
export async function noteKeyUse(
  transaction: Transaction,
  organizationId: OrganizationId,
  keyId: KeyId,
  usedAt: Date,
): Promise<void> {
  await sql`
    update api_keys set last_used_at = ${usedAt}
    where organization_id = ${organizationId} and key_id = ${keyId}
      and (last_used_at is null or last_used_at < ${usedAt})
  `.execute(transaction);
}
