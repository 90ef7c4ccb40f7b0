import { z } from 'zod';
import { cursor, limit, pageOf } from './common.ts';
import { entityId } from './ids.ts';

export const entity = z
  .object({
    id: entityId,
    type: z.string(),
    code: z.string(),
    name: z.string(),
    city: z.string().nullable(),
    closed: z.boolean(),
    parents: z.array(z.object({ id: entityId, type: z.string(), name: z.string() })),
    /** Places directly below. */
    childCount: z.int(),
    /** People with a grant exactly here; null for a reader who manages no people here. */
    memberCount: z.int().nullable(),
    etag: z.string(),
  })
  .meta({ id: 'Entity' });
export type Entity = z.infer<typeof entity>;

export const entityListQuery = z.strictObject({
  search: z.string().max(200).optional(),
  type: z.string().max(100).optional(),
  /** Places directly below this one; `none`: those that lie in no other that the reader sees. */
  parent: z.union([entityId, z.literal('none')]).optional(),
  limit,
  cursor: cursor.optional(),
});
export type EntityListQuery = z.input<typeof entityListQuery>;
export const entityPage = pageOf(entity);

/**
 * The whole hierarchy that the reader may see, small enough for 10,000 places in one answer:
 * rows of `[id, type index, code, name, city, parent row indexes, closed]`.
 */
export const entityTree = z
  .object({
    revision: z.string(),
    types: z.array(z.string()),
    rows: z.array(
      z.tuple([
        entityId,
        z.int(),
        z.string(),
        z.string(),
        z.string().nullable(),
        z.array(z.int()),
        z.union([z.literal(0), z.literal(1)]),
      ]),
    ),
    /** False when the reader sees only the places below those that are managed. */
    whole: z.boolean(),
  })
  .meta({ id: 'EntityTree' });
export type EntityTree = z.infer<typeof entityTree>;

const code = z.string().trim().min(1).max(100);
const name = z.string().trim().min(1).max(200);
export const entityCreate = z.strictObject({
  type: z.string().min(1).max(100),
  code,
  name,
  city: z.string().trim().max(200).nullable().default(null),
  parents: z.array(entityId).max(10).default([]),
});
export type EntityCreate = z.input<typeof entityCreate>;
export const entityUpdate = z.strictObject({
  code: code.optional(),
  name: name.optional(),
  city: z.string().trim().max(200).nullable().optional(),
  parents: z.array(entityId).max(10).optional(),
  closed: z.boolean().optional(),
});
export type EntityUpdate = z.infer<typeof entityUpdate>;
