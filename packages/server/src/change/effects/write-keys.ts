import { goneObjects, writtenObjects } from './effects-on.ts';
import { deleteRows, type WriteContext, writeRows } from './write-context.ts';

/**
 * The secret is no part of the state that is planned and logged. A new key has the hash of nothing
 * anybody holds until whoever made the secret sets it, alongside in the same transaction.
 */
export function writeKeys(context: WriteContext): Promise<void> {
  return writeRows(
    context,
    'write-keys',
    `insert into api_keys (organization_id, key_id, name, hint, token_hash, created_at, revoked_at, revision)
     select $1, r.id, r.name, r.hint, sha256(convert_to('no secret yet: ' || r.id, 'UTF8')),
            to_timestamp(r."createdAt" / 1000), to_timestamp(r."revokedAt" / 1000), $2
     from json_to_recordset($3::json) as r(
       id text, name text, hint text, "createdAt" float8, "revokedAt" float8)
     on conflict (organization_id, key_id) do update
     set name = excluded.name, hint = excluded.hint, created_at = excluded.created_at,
         revoked_at = excluded.revoked_at, revision = excluded.revision`,
    writtenObjects(context.effects, 'key').map(({ id, after }) => ({ id, ...after })),
  );
}

export function deleteKeys(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'delete-keys',
    'delete from api_keys where organization_id = $1 and key_id = any($2)',
    goneObjects(context.effects, 'key'),
  );
}
