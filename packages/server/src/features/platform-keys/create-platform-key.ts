import type { PlatformKeyCreate, PlatformKeyCreated } from '@latchkey/contract';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import { globally } from '../../db/globally.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { newPlatformKeyToken } from '../../tokens/secret-token.ts';
import type { PlatformKeyActor } from './platform-key-actor.ts';
import { platformKeyView } from './platform-key-view.ts';
import { readPlatformKeys, renewPlatformKeysVersion } from './queries.ts';

/** Makes a key for every organization and shows its secret this once. */
export async function createPlatformKey(
  { config, db }: Services,
  actor: PlatformKeyActor,
  wanted: PlatformKeyCreate,
): Promise<PlatformKeyCreated> {
  requireEndAhead(wanted);
  const { name, endsAt } = wanted;
  const keyId = newId('key');
  const { token, hash } = newPlatformKeyToken();
  const [row] = await globally(db, async (transaction) => {
    await transaction
      .insertInto('platform_keys')
      .values({
        key_id: keyId,
        name,
        hint: token.slice(-4),
        token_hash: hash,
        created_by: actor.userId,
        ends_at: endsAt === undefined ? null : new Date(endsAt),
      })
      .execute();
    await recordOperatorEvent(transaction, {
      kind: 'platform_key.made',
      ...actor,
      details: { keyId, name, endsAt: endsAt ?? null },
    });
    await renewPlatformKeysVersion(transaction);
    return readPlatformKeys(transaction, keyId);
  });
  if (!row) throw new Error('The key was made a moment ago.');
  return { key: platformKeyView(row), secret: token, url: config.publicUrl };
}

export function requireEndAhead({ endsAt }: PlatformKeyCreate): void {
  if (endsAt !== undefined && Date.parse(endsAt) <= Date.now())
    throw new ProblemError('ends_in_past');
}
