import { z } from 'zod';
import { instant } from './common.ts';
import { permissionSetId } from './ids.ts';

export const permissionSet = z
  .object({
    id: permissionSetId,
    kind: z.enum(['standard', 'starter', 'custom']),
    name: z.string(),
    description: z.string(),
    /** Direct permissions; what they imply comes with them. */
    permissions: z.array(z.string()),
    mayGrant: z.union([z.literal('*'), z.array(permissionSetId)]),
    /** Keys of the model's restrictions that bind whoever holds the set. */
    restrictions: z.array(z.string()),
    copiedFrom: z
      .object({
        id: permissionSetId,
        name: z.string(),
        /** Permissions that it has gained since it was copied and that the copy has never held. */
        gained: z.array(z.string()),
      })
      .nullable(),
    memberCount: z.int(),
    placeCount: z.int(),
    changedAt: instant,
    changedBy: z.string(),
    /** Whether the reader may hand it out somewhere, and change it. */
    mayHandOut: z.boolean(),
    cannotChange: z.string().nullable(),
    etag: z.string(),
  })
  .meta({ id: 'PermissionSet' });
export type PermissionSet = z.infer<typeof permissionSet>;
export const permissionSetList = z.object({ data: z.array(permissionSet) });

const name = z.string().trim().min(1).max(100);
const description = z.string().trim().max(500);
const permissions = z.array(z.string().max(200)).max(1000);
const restrictions = z.array(z.string().max(100)).max(100);
const mayGrant = z.union([z.literal('*'), z.array(permissionSetId).max(200)]);

export const permissionSetCreate = z.strictObject({
  name,
  description: description.default(''),
  permissions,
  mayGrant: mayGrant.default([]),
  copiedFrom: permissionSetId.nullable().default(null),
  restrictions: restrictions.default([]),
});
export type PermissionSetCreate = z.input<typeof permissionSetCreate>;
export const permissionSetUpdate = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  permissions: permissions.optional(),
  mayGrant: mayGrant.optional(),
  restrictions: restrictions.optional(),
});
export type PermissionSetUpdate = z.infer<typeof permissionSetUpdate>;
export const permissionSetDelete = z.strictObject({
  /** What its holders get instead; `none` takes it from them, null deletes a set that nobody holds. */
  replacementSetId: z.union([permissionSetId, z.literal('none')]).nullable(),
});
export type PermissionSetDelete = z.infer<typeof permissionSetDelete>;
