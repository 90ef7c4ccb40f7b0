import { goneObjects, writtenObjects } from './effects-on.ts';
import { deleteRows, type WriteContext, writeRows } from './write-context.ts';

export function writePermissionSets(context: WriteContext): Promise<void> {
  return writeRows(
    context,
    'write-permission-sets',
    `insert into permission_sets (organization_id, set_id, kind, model_key, name, description,
                                  permissions, may_grant, copied_from, restrictions, revision)
     select $1, r.id, r.kind, r."modelKey", r.name, r.description,
            r.permissions, r."mayGrant", r."copiedFrom", r.restrictions, $2
     from json_to_recordset($3::json) as r(
       id text, kind text, "modelKey" text, name text, description text,
       permissions text[], "mayGrant" text[], "copiedFrom" text, restrictions text[])
     on conflict (organization_id, set_id) do update
     set kind = excluded.kind, model_key = excluded.model_key, name = excluded.name,
         description = excluded.description, permissions = excluded.permissions,
         may_grant = excluded.may_grant, copied_from = excluded.copied_from,
         restrictions = excluded.restrictions,
         revision = excluded.revision`,
    writtenObjects(context.effects, 'permissionSet').map(({ id, after }) => ({
      id,
      ...after,
      mayGrant: after.mayGrant === '*' ? null : after.mayGrant,
    })),
  );
}

export function deletePermissionSets(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'delete-permission-sets',
    'delete from permission_sets where organization_id = $1 and set_id = any($2)',
    goneObjects(context.effects, 'permissionSet'),
  );
}
