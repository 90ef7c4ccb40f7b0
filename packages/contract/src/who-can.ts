import { z } from 'zod';
import { cursor, instant, limit, pageOf, role } from './common.ts';
import { placeRef } from './grants.ts';
import { memberId, permissionSetId, scope } from './ids.ts';

/** Where a yes comes from: owners, a set, or permissions given directly. */
const source = z.union([z.enum(['owners', 'direct']), permissionSetId]);

export const whoCanFilter = z.strictObject({
  permission: z.string().max(200),
  place: scope,
  at: instant.optional(),
  search: z.string().max(200).optional(),
  source: source.optional(),
});
export type WhoCanFilter = z.infer<typeof whoCanFilter>;

export const whoCanQuery = z.strictObject({
  ...whoCanFilter.shape,
  limit,
  cursor: cursor.optional(),
});
export type WhoCanQuery = z.input<typeof whoCanQuery>;

/** Somebody for whom the question is answered yes, and why. */
export const personWhoCan = z.object({
  id: memberId,
  name: z.string(),
  address: z.string(),
  role,
  you: z.boolean(),
  source,
  /** `Campaign publisher at West zone`, `Owner`. */
  because: z.string(),
  /** When time alone may change the yes; null: never. */
  validUntil: instant.nullable(),
});
export type PersonWhoCan = z.infer<typeof personWhoCan>;

/** The people who may do something at a place, as far as the reader sees people. */
export const whoCan = z
  .object({
    ...pageOf(personWhoCan).shape,
    /** `publish campaigns`, as a sentence says it. */
    act: z.string(),
    place: placeRef,
    /** The place as a sentence says it: `at Store W-1 · Harbour Street`. */
    where: z.string(),
    /** Everybody whom the reader sees, whatever is searched, by where the yes comes from. */
    sources: z.array(z.object({ source, label: z.string(), people: z.int() })),
    /** People who can and whom the reader does not see; null: not told. */
    others: z.int().nullable(),
    /** The module is switched off there, so that nobody can. */
    moduleOff: z.boolean(),
  })
  .meta({ id: 'WhoCan' });
export type WhoCan = z.infer<typeof whoCan>;
