import { goneObjects, writtenObjects } from './effects-on.ts';
import { deleteRows, type WriteContext, writeRows } from './write-context.ts';

export function writeMembers(context: WriteContext): Promise<void> {
  // Removed people first: the address of one may go to another in the same change.
  const written = writtenObjects(context.effects, 'member').toSorted(
    (one, other) =>
      Number(other.after.status === 'removed') - Number(one.after.status === 'removed'),
  );
  return writeRows(
    context,
    'write-members',
    `insert into members (organization_id, member_id, user_id, role, status, name, phone, address,
                          sign_in_method, external_id, access_ends_at, joined_at, removed_at,
                          visiting, personal_salt, revision)
     select $1, r.id, r."userId", r.role, r.status, r.name, r.phone, r.address,
            r."signInMethod", r."externalId", to_timestamp(r."accessEndsAt" / 1000),
            to_timestamp(r."joinedAt" / 1000), to_timestamp(r."removedAt" / 1000),
            r.visiting, decode(r.salt, 'hex'), $2
     from json_to_recordset($3::json) as r(
       id text, "userId" text, role text, status text, name text, phone text, address text,
       "signInMethod" text, "externalId" text, "accessEndsAt" float8, "joinedAt" float8,
       "removedAt" float8, visiting boolean, salt text)
     on conflict (organization_id, member_id) do update
     set user_id = excluded.user_id, role = excluded.role, status = excluded.status,
         name = excluded.name, phone = excluded.phone, address = excluded.address,
         sign_in_method = excluded.sign_in_method, external_id = excluded.external_id,
         access_ends_at = excluded.access_ends_at, joined_at = excluded.joined_at,
         removed_at = excluded.removed_at, visiting = excluded.visiting, revision = excluded.revision`,
    written.map(({ id, after }) => ({
      id,
      ...after,
      salt: context.salts.get(id)?.toString('hex'),
    })),
  );
}

export function deleteMembers(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'delete-members',
    'delete from members where organization_id = $1 and member_id = any($2)',
    goneObjects(context.effects, 'member'),
  );
}
