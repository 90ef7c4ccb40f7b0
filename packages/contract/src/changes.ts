import { z } from 'zod';
import { cursor, instant, limit, pageOf } from './common.ts';
import { changeId, importId, memberId, scope } from './ids.ts';
import { sentence } from './plans.ts';

export const changeObject = z.object({
  object: z.enum([
    'organization',
    'member',
    'invitation',
    'grant',
    'permissionSet',
    'entity',
    'key',
  ]),
  id: z.string(),
  /** What it is called, for reading. */
  label: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type ChangeObject = z.infer<typeof changeObject>;

export const change = z
  .object({
    id: changeId,
    revision: z.int(),
    at: instant,
    sentence,
    actor: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }),
    channel: z.string(),
    reason: z.string().nullable(),
    /** Whoever said yes to what the actor had asked for. */
    approvedBy: z.string().nullable(),
    importId: importId.nullable(),
    objectCount: z.int(),
    /** Whether an undo may be tried. */
    undoable: z.boolean(),
    undoneBy: changeId.nullable(),
    hash: z.string(),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;
export const changeWithObjects = z
  .object({ ...change.shape, objects: z.array(changeObject) })
  .meta({ id: 'ChangeWithObjects' });
export type ChangeWithObjects = z.infer<typeof changeWithObjects>;

export const changeListQuery = z.strictObject({
  memberId: memberId.optional(),
  actorId: memberId.optional(),
  object: changeObject.shape.object.optional(),
  importId: importId.optional(),
  /** Changes of this place itself, and of access given exactly there. */
  place: scope.optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit,
  cursor: cursor.optional(),
});
export type ChangeListQuery = z.input<typeof changeListQuery>;
export const changePage = pageOf(change);
