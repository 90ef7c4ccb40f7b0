import { goneObjects, writtenObjects } from './effects-on.ts';
import { deleteRows, type WriteContext, writeRows } from './write-context.ts';

export function writeGrants(context: WriteContext): Promise<void> {
  return writeRows(
    context,
    'write-grants',
    `insert into grants (organization_id, grant_id, member_id, set_id, permissions, scope, starts_at, ends_at, revision)
     select $1, r.id, r."memberId", r."setId", r.permissions, r.scope,
            to_timestamp(r."startsAt" / 1000), to_timestamp(r."endsAt" / 1000), $2
     from json_to_recordset($3::json) as r(
       id text, "memberId" text, "setId" text, permissions text[], scope text, "startsAt" float8, "endsAt" float8)
     on conflict (organization_id, grant_id) do update
     set member_id = excluded.member_id, set_id = excluded.set_id,
         permissions = excluded.permissions, scope = excluded.scope, starts_at = excluded.starts_at, ends_at = excluded.ends_at, revision = excluded.revision`,
    writtenObjects(context.effects, 'grant').map(({ id, after }) => ({ id, ...after })),
  );
}

export function deleteGrants(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'delete-grants',
    'delete from grants where organization_id = $1 and grant_id = any($2)',
    goneObjects(context.effects, 'grant'),
  );
}
