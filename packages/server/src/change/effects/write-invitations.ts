import { goneObjects, writtenObjects } from './effects-on.ts';
import { deleteRows, type WriteContext, writeRows } from './write-context.ts';

export function writeInvitations(context: WriteContext): Promise<void> {
  // Those that wait no more first: an address has one waiting invitation at a time.
  const written = writtenObjects(context.effects, 'invitation').toSorted(
    (one, other) =>
      Number(one.after.status === 'waiting') - Number(other.after.status === 'waiting'),
  );
  return writeRows(
    context,
    'write-invitations',
    `insert into invitations (organization_id, invitation_id, member_id, address, status, generation,
                              note, link_ends_at, sent_by, created_at, responded_at, revision)
     select $1, r.id, r."memberId", r.address, r.status, r.generation, r.note,
            to_timestamp(r."linkEndsAt" / 1000), r."sentBy", to_timestamp(r."createdAt" / 1000),
            to_timestamp(r."respondedAt" / 1000), $2
     from json_to_recordset($3::json) as r(
       id text, "memberId" text, address text, status text, generation integer, note text,
       "linkEndsAt" float8, "sentBy" text, "createdAt" float8, "respondedAt" float8)
     on conflict (organization_id, invitation_id) do update
     set member_id = excluded.member_id, address = excluded.address, status = excluded.status,
         generation = excluded.generation, note = excluded.note,
         link_ends_at = excluded.link_ends_at, sent_by = excluded.sent_by,
         created_at = excluded.created_at, responded_at = excluded.responded_at,
         revision = excluded.revision`,
    written.map(({ id, after }) => ({ id, ...after })),
  );
}

export function deleteInvitations(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'delete-invitations',
    'delete from invitations where organization_id = $1 and invitation_id = any($2)',
    goneObjects(context.effects, 'invitation'),
  );
}
