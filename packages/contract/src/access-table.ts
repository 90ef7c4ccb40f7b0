import { z } from 'zod';
import { cursor, instant, limit, memberStatus, pageOf, role } from './common.ts';
import { placeRef } from './grants.ts';
import { memberId } from './ids.ts';

/** Who is meant: everybody of the organization, or those who hold something at the place. */
const filter = {
  search: z.string().max(200).optional(),
  /** People who hold nothing there are listed too. */
  withoutAccess: z.stringbool().default(true),
};
export const accessTableFilter = z.strictObject(filter);
export type AccessTableFilter = z.infer<typeof accessTableFilter>;
export const accessTableQuery = z.strictObject({ ...filter, limit, cursor: cursor.optional() });
export type AccessTableQuery = z.input<typeof accessTableQuery>;

/** One person at a place: what is ticked there, and what comes from elsewhere. */
export const accessTableRow = z.object({
  memberId,
  name: z.string(),
  address: z.string(),
  role,
  status: memberStatus,
  accessEndsAt: instant.nullable(),
  you: z.boolean(),
  /** Given directly at this place without an end, sorted: what the table changes. */
  permissions: z.array(z.string()),
  /** Held here through a grant above, with where, or through one here that begins or ends. */
  inherited: z.array(
    z.object({ permission: z.string(), from: placeRef, endsAt: instant.nullable() }),
  ),
  /** Why the reader cannot change this row, as a problem code; null: the reader can. */
  cannotChange: z.string().nullable(),
  /** Sent back as `If-Match` when the row is changed. */
  etag: z.string(),
});
export type AccessTableRow = z.infer<typeof accessTableRow>;

/** Everybody and every permission at one place, a page at a time: owners first, then who holds something there. */
export const accessTable = z
  .object({
    ...pageOf(accessTableRow).shape,
    place: placeRef,
    /** Keys of modules that are off here. */
    modulesOff: z.array(z.string()),
    /** Permissions that the reader may give here. */
    mayGive: z.array(z.string()),
    /** People who hold something here, owners included; whatever the filter. */
    withAccess: z.int(),
  })
  .meta({ id: 'AccessTable' });
export type AccessTable = z.infer<typeof accessTable>;

/** What a person shall hold directly at the place; nothing takes the place out of sight. */
export const directPermissions = z.strictObject({
  permissions: z.array(z.string().max(200)).max(1000),
});
