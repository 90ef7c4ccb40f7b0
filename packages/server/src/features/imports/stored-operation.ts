import type {
  EntityId,
  GrantId,
  InvitationId,
  MemberId,
  PermissionSetId,
  Scope,
} from '@latchkey/engine';
import { z } from 'zod';
import type { ImportOperation } from './plan/planned-row.ts';

const id = <Id extends string>(prefix: string) =>
  z.custom<Id>((value) => typeof value === 'string' && value.startsWith(prefix));
const scope = z.custom<Scope>((value) => typeof value === 'string' && /^(org|ent)_/.test(value));

const invite = z.object({
  type: z.literal('member.invite'),
  memberId: id<MemberId>('mem_'),
  invitationId: id<InvitationId>('inv_'),
  address: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  role: z.enum(['owner', 'member']),
  grants: z.array(
    z.object({ grantId: id<GrantId>('grt_'), setId: id<PermissionSetId>('pst_'), scope }),
  ),
  signInMethod: z.enum(['password', 'passkey', 'sso']),
  accessEndsAt: z.number().nullable(),
  linkEndsAt: z.number(),
});

const entityCreate = z.object({
  type: z.literal('entity.create'),
  entityId: id<EntityId>('ent_'),
  entityType: z.string(),
  code: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  parents: z.array(id<EntityId>('ent_')),
});

const entityUpdate = z.object({
  type: z.literal('entity.update'),
  entityId: id<EntityId>('ent_'),
  name: z.string().exactOptional(),
  city: z.string().nullable().exactOptional(),
  parents: z.array(id<EntityId>('ent_')).exactOptional(),
});

/** The operation of a row, as it comes back from the table. */
export const storedOperation: z.ZodType<ImportOperation> = z.discriminatedUnion('type', [
  invite,
  entityCreate,
  entityUpdate,
]);
