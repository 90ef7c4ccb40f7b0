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
const grantAt = { grantId: id<GrantId>('grt_'), scope };
const grant = z.union([
  z.object({ ...grantAt, setId: id<PermissionSetId>('pst_') }),
  z.object({ ...grantAt, permissions: z.array(z.string()) }),
]);

const invite = z.object({
  type: z.literal('member.invite'),
  memberId: id<MemberId>('mem_'),
  invitationId: id<InvitationId>('inv_'),
  address: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  role: z.enum(['owner', 'member']),
  grants: z.array(grant),
  signInMethod: z.enum(['password', 'passkey', 'sso']),
  accessEndsAt: z.number().nullable(),
  linkEndsAt: z.number(),
});

const memberUpdate = z.object({
  type: z.literal('member.update'),
  memberId: id<MemberId>('mem_'),
  name: z.string().exactOptional(),
  phone: z.string().nullable().exactOptional(),
});

const setRole = z.object({
  type: z.literal('member.setRole'),
  memberId: id<MemberId>('mem_'),
  role: z.enum(['owner', 'member']),
});

const setAccessEnd = z.object({
  type: z.literal('member.setAccessEnd'),
  memberId: id<MemberId>('mem_'),
  accessEndsAt: z.number().nullable(),
});

const setPermissions = z.object({
  type: z.literal('member.setPermissions'),
  memberId: id<MemberId>('mem_'),
  permissions: z.array(z.string()),
  ...grantAt,
});

const grantAdd = z.object({
  type: z.literal('grant.add'),
  memberId: id<MemberId>('mem_'),
  grant,
});

const grantRemove = z.object({
  type: z.literal('grant.remove'),
  memberId: id<MemberId>('mem_'),
  grantId: id<GrantId>('grt_'),
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

/** The operations of a row, as they come back from the table. */
export const storedOperations: z.ZodType<readonly ImportOperation[]> = z.array(
  z.discriminatedUnion('type', [
    invite,
    memberUpdate,
    setRole,
    setAccessEnd,
    setPermissions,
    grantAdd,
    grantRemove,
    entityCreate,
    entityUpdate,
  ]),
);
