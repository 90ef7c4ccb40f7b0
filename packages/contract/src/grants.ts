import { z } from 'zod';
import { instant } from './common.ts';
import { grantId, permissionSetId, scope } from './ids.ts';

/** A set at a scope, asked for; or, where the access model gives permissions directly, those. */
export const grantRequest = z
  .strictObject({
    permissionSetId: permissionSetId.optional(),
    permissions: z.array(z.string().max(200)).min(1).max(1000).optional(),
    scope,
    startsAt: instant.nullable().optional(),
    endsAt: instant.nullable().optional(),
  })
  .refine(
    ({ permissionSetId, permissions }) =>
      (permissionSetId === undefined) !== (permissions === undefined),
    {
      error: 'Name either a permission set or permissions.',
    },
  );
export type GrantRequest = z.infer<typeof grantRequest>;
export const grantRequests = z.array(grantRequest).max(1000);

export const placeRef = z.object({
  id: scope,
  /** `organization` or an entity type of the model. */
  type: z.string(),
  code: z.string(),
  name: z.string(),
});
export type PlaceRef = z.infer<typeof placeRef>;

export const grantView = z
  .object({
    id: grantId,
    /** What it gives, by name: the set's, or the permissions' labels. */
    label: z.string(),
    /** Null for permissions given directly. */
    permissionSet: z.object({ id: permissionSetId, name: z.string() }).nullable(),
    /** Given directly; null for a set. */
    permissions: z.array(z.string()).nullable(),
    place: placeRef,
    /** How many places of the lowest type lie at or below. */
    placeCount: z.int(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    givenBy: z.string(),
    givenAt: instant,
    /** How it came: `console`, `import autumn.csv, row 214`. */
    source: z.string(),
    /** Whether the reader may take it away. */
    manageable: z.boolean(),
  })
  .meta({ id: 'Grant' });
export type GrantView = z.infer<typeof grantView>;
