import type { Actor, Effect, MemberId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { type ChangeHeader, changeHash } from './change-hash.ts';
import { storePersonalValues, withReferences } from './personal-values.ts';

export interface ChangeToAppend {
  readonly header: ChangeHeader;
  readonly effects: readonly Effect[];
  readonly salts: ReadonlyMap<MemberId, Buffer>;
}

/** Appends one entry to the log, with each touched object before and after, and answers its hash. */
export async function appendChange(
  transaction: Transaction,
  { header, effects, salts }: ChangeToAppend,
): Promise<string> {
  const { objects, values } = withReferences(effects, salts);
  const hash = changeHash(header, objects);
  const { organizationId, revision } = header;
  await storePersonalValues(transaction, organizationId, values);
  await transaction
    .insertInto('changes')
    .values({
      organization_id: organizationId,
      revision,
      change_id: header.changeId,
      at: new Date(header.at),
      actor_type: header.actorType,
      actor_id: header.actorId,
      channel: header.channel,
      reason: header.reason,
      approved_by: header.approvedBy,
      model_hash: header.modelHash,
      import_id: header.importId,
      chunk_number: header.chunkNumber,
      reverts: header.reverts,
      object_count: objects.length,
      object_types: [...new Set(objects.map(({ object }) => object))].sort(),
      previous_hash: header.previousHash,
      hash,
    })
    .execute();
  await transaction.client.query({
    name: 'append-change-objects',
    text: `insert into change_objects (organization_id, revision, ordinal, object, object_id, member_id, before, after)
           select $1, $2, r.ordinal, r.object, r.id, r."memberId", r.before, r.after
           from json_to_recordset($3::json) as r(
             ordinal integer, object text, id text, "memberId" text, before jsonb, after jsonb)`,
    values: [
      organizationId,
      revision,
      JSON.stringify(objects.map((object, ordinal) => ({ ordinal, ...object }))),
    ],
  });
  return hash;
}

/** Who did it, as the log's columns hold it. */
export function actorColumns(actor: Actor): Pick<ChangeHeader, 'actorType' | 'actorId'> {
  if (actor.type === 'key') return { actorType: 'key', actorId: actor.keyId };
  if (actor.type === 'operator') return { actorType: 'operator', actorId: actor.userId };
  if (actor.type === 'system') return { actorType: 'system', actorId: actor.name };
  return { actorType: actor.type, actorId: actor.memberId };
}
