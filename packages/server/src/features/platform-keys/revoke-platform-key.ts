import type { KeyId } from '@latchkey/engine';
import { sql } from 'kysely';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import { globally } from '../../db/globally.ts';
import type { Services } from '../../services.ts';
import type { PlatformKeyActor } from './platform-key-actor.ts';
import { renewPlatformKeysVersion } from './queries.ts';

/** Ends a key at once: the next question asked with it is refused and its streams end, in every process. False: there is no such live key. */
export async function revokePlatformKey(
  { db, snapshots }: Services,
  actor: PlatformKeyActor,
  keyId: KeyId,
): Promise<boolean> {
  const isRevoked = await globally(db, async (transaction) => {
    const revoked = await transaction
      .updateTable('platform_keys')
      .set({ revoked_at: sql`clock_timestamp()` })
      .where('key_id', '=', keyId)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst();
    if (!revoked) return false;
    await recordOperatorEvent(transaction, {
      kind: 'platform_key.revoked',
      ...actor,
      details: { keyId, name: revoked.name },
    });
    await renewPlatformKeysVersion(transaction);
    return true;
  });
  // Here nothing has to be heard of first.
  snapshots.platformKeys.happened();
  return isRevoked;
}
