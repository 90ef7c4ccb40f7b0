import { randomUUID } from 'node:crypto';
import type { KeyId } from '@latchkey/engine';
import { sql } from 'kysely';
import { changesChannel, platformKeysNews } from '../../change/change-listener.ts';
import type { Transaction } from '../../db/database.ts';

export interface PlatformKeyRow {
  readonly key_id: KeyId;
  readonly name: string;
  readonly hint: string;
  readonly created_at: Date;
  readonly created_by: string | null;
  readonly ends_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

/** The live ones first, the newest first among them. */
export function readPlatformKeys(
  transaction: Transaction,
  keyId: KeyId | null = null,
): Promise<PlatformKeyRow[]> {
  return transaction
    .selectFrom('platform_keys as k')
    .leftJoin('operators as o', 'o.user_id', 'k.created_by')
    .select([
      'k.key_id',
      'k.name',
      'k.hint',
      'k.created_at',
      'o.name as created_by',
      'k.ends_at',
      'k.last_used_at',
      'k.revoked_at',
    ])
    .$if(keyId !== null, (query) => query.where('k.key_id', '=', keyId))
    .orderBy(sql`k.revoked_at is not null or coalesce(k.ends_at <= now(), false)`)
    .orderBy('k.created_at', 'desc')
    .orderBy('k.key_id', 'desc')
    .execute();
}

/** Every process looks the keys that it remembers up again: soon by the notification, by its next reading at the latest. */
export async function renewPlatformKeysVersion(transaction: Transaction): Promise<void> {
  await sql`
    with renewed as (update installation set platform_keys_version = ${randomUUID()} returning one)
    select pg_notify(${changesChannel}, ${platformKeysNews}) from renewed
  `.execute(transaction);
}
