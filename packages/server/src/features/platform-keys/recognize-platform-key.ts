import type { KeyId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { FoundKey } from '../keys/recognize-key.ts';

/** The live platform key with this hash; the unique index on the hash answers. */
export async function findPlatformKey(
  transaction: Transaction,
  tokenHash: Buffer,
): Promise<FoundKey | null> {
  const { rows } = await transaction.client.query<{ key_id: KeyId; ends_at: Date | null }>({
    name: 'find-platform-key-by-hash',
    text: `select key_id, ends_at from platform_keys
           where token_hash = $1 and revoked_at is null and (ends_at is null or ends_at > now())`,
    values: [tokenHash],
  });
  const [row] = rows;
  return row
    ? { keyId: row.key_id, endsAt: row.ends_at?.getTime() ?? Number.POSITIVE_INFINITY }
    : null;
}

/** No change of keys: it gives nobody anything. */
export async function notePlatformKeyUse(
  transaction: Transaction,
  keyId: KeyId,
  usedAt: Date,
): Promise<void> {
  await sql`
    update platform_keys set last_used_at = ${usedAt}
    where key_id = ${keyId} and (last_used_at is null or last_used_at < ${usedAt})
  `.execute(transaction);
}
