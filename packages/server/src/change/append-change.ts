import type { Actor, Effect, MemberId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { type ChangeHeader, changeHash } from './change-hash.ts';
import { changesChannel } from './change-listener.ts';
import { withReferences } from './personal-values.ts';

export interface ChangeToAppend {
  readonly header: ChangeHeader;
  readonly effects: readonly Effect[];
  readonly salts: ReadonlyMap<MemberId, Buffer>;
}

/**
 * Appends one entry to the log, with each touched object before and after, moves the organization's head to it and
 * tells the other processes; answers its hash. One statement, for whoever changes this organization next waits.
 */
export async function appendChange(
  { client }: Transaction,
  { header, effects, salts }: ChangeToAppend,
): Promise<string> {
  const { objects, values } = withReferences(effects, salts);
  const hash = changeHash(header, objects);
  await client.query({
    name: 'append-change',
    text: `with bumped as (
             update organizations set revision = $2, head_hash = $3 where organization_id = $1
             returning organization_id),
           entry as (
             insert into changes (organization_id, revision, hash, change_id, at, actor_type, actor_id, channel,
                                  reason, approved_by, model_hash, import_id, chunk_number, reverts,
                                  previous_hash, object_count, object_types)
             values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)),
           objects as (
             insert into change_objects (organization_id, revision, ordinal, object, object_id, member_id, before, after)
             select $1, $2, r.ordinal, r.object, r.id, r."memberId", r.before, r.after
             from json_to_recordset($18::json) as r(
               ordinal integer, object text, id text, "memberId" text, before jsonb, after jsonb)),
           personal as (
             insert into personal_values (organization_id, reference, member_id, value)
             select $1, v.* from unnest($19::text[], $20::text[], $21::text[]) as v
             on conflict do nothing)
           select pg_notify('${changesChannel}', organization_id || ':' || $2::bigint) from bumped`,
    values: [
      header.organizationId,
      header.revision,
      hash,
      header.changeId,
      header.at,
      header.actorType,
      header.actorId,
      header.channel,
      header.reason,
      header.approvedBy,
      header.modelHash,
      header.importId,
      header.chunkNumber,
      header.reverts,
      header.previousHash,
      objects.length,
      [...new Set(objects.map(({ object }) => object))].sort(),
      JSON.stringify(objects.map((object, ordinal) => ({ ordinal, ...object }))),
      values.map(({ reference }) => reference),
      values.map(({ memberId }) => memberId),
      values.map(({ value }) => value),
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
