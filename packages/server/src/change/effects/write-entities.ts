import { goneObjects, writtenObjects } from './effects-on.ts';
import { deleteRows, type WriteContext, writeRows } from './write-context.ts';

/** Entities first, then what they lie in, for a parent may be as new as its child. */
export async function writeEntities(context: WriteContext): Promise<void> {
  const written = writtenObjects(context.effects, 'entity');
  await Promise.all([
    writeRows(
      context,
      'write-entities',
      `insert into entities (organization_id, entity_id, type, code, name, city, closed, modules_off, revision)
     select $1, r.id, r.type, r.code, r.name, r.city, r.closed, r."modulesOff", $2
     from json_to_recordset($3::json) as r(
       id text, type text, code text, name text, city text, closed boolean, "modulesOff" text[])
     on conflict (organization_id, entity_id) do update
     set type = excluded.type, code = excluded.code, name = excluded.name, city = excluded.city,
         closed = excluded.closed, modules_off = excluded.modules_off, revision = excluded.revision`,
      written.map(({ id, after }) => ({ id, ...after })),
    ),
    deleteRows(
      context,
      'delete-old-entity-parents',
      'delete from entity_parents where organization_id = $1 and entity_id = any($2)',
      written.map(({ id }) => id),
    ),
    writeRows(
      context,
      'write-entity-parents',
      `insert into entity_parents (organization_id, entity_id, parent_id)
     select $1, r.id, r.parent from json_to_recordset($3::json) as r(id text, parent text)
     where $2::bigint > 0`,
      written.flatMap(({ id, after }) => after.parents.map((parent) => ({ id, parent }))),
    ),
  ]);
}

/** Their parent rows go along by cascade; those in which they are the parent must be gone already. */
export function deleteEntities(context: WriteContext): Promise<void> {
  return deleteRows(
    context,
    'delete-entities',
    `with gone as (
       delete from entity_parents where organization_id = $1 and entity_id = any($2))
     delete from entities where organization_id = $1 and entity_id = any($2)`,
    goneObjects(context.effects, 'entity'),
  );
}
