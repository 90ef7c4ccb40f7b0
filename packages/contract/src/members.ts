import { z } from 'zod';
import {
  cursor,
  instant,
  limit,
  memberStatus,
  pageOf,
  personName,
  role,
  signInMethod,
} from './common.ts';
import { grantRequests, grantView, placeRef } from './grants.ts';
import { invitationId, memberId, permissionSetId, scope } from './ids.ts';
import { sentence } from './plans.ts';
import { visit } from './sessions.ts';

export const memberFilter = z.strictObject({
  search: z.string().max(200).optional(),
  role: role.optional(),
  permissionSetId: permissionSetId.optional(),
  /** People with a grant at this place or below it. */
  place: scope.optional(),
  status: z.enum(['active', 'suspended', 'removed', 'expired']).optional(),
  endsWithinDays: z.coerce.number().int().min(1).max(3650).optional(),
  inactiveDays: z.coerce.number().int().min(1).max(3650).optional(),
  withoutAccess: z.stringbool().optional(),
});
export type MemberFilter = z.infer<typeof memberFilter>;

export const memberListQuery = z.strictObject({
  ...memberFilter.shape,
  sort: z
    .enum([
      'name',
      '-name',
      'address',
      '-address',
      'lastActiveAt',
      '-lastActiveAt',
      'accessEndsAt',
      '-accessEndsAt',
      'joinedAt',
      '-joinedAt',
    ])
    .default('name'),
  limit,
  cursor: cursor.optional(),
});
export type MemberListQuery = z.input<typeof memberListQuery>;

/** `null` when the reader may, otherwise why not, as a problem code. */
const mayNot = z.string().nullable();

export const memberListItem = z
  .object({
    id: memberId,
    name: z.string(),
    address: z.string(),
    phone: z.string().nullable(),
    role,
    status: memberStatus,
    /** The access end has passed. */
    expired: z.boolean(),
    signInMethod,
    /** The sign-in method in words: `Local`, or the identity provider's name. */
    signInLabel: z.string(),
    permissionSets: z.array(z.object({ id: permissionSetId, name: z.string() })),
    /** First places and how many more there are. */
    places: z.array(placeRef),
    placeTotal: z.int(),
    accessEndsAt: instant.nullable(),
    lastActiveAt: instant.nullable(),
    joinedAt: instant.nullable(),
    you: z.boolean(),
    /** An operator of the platform, here for a while: why and until when; null for whoever belongs here. */
    visit: visit.nullable(),
    /** Why the reader cannot change this person, as a problem code. */
    cannotManage: mayNot,
  })
  .meta({ id: 'MemberListItem' });
export type MemberListItem = z.infer<typeof memberListItem>;
export const memberPage = pageOf(memberListItem);
export type MemberPage = z.infer<typeof memberPage>;

export const member = z
  .object({
    ...memberListItem.shape,
    grants: z.array(grantView),
    sentences: z.array(sentence),
    externalId: z.string().nullable(),
    invitationId: invitationId.nullable(),
    removedAt: instant.nullable(),
    /** Sent back as `If-Match` when editing. */
    etag: z.string(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

/** What one person may do, permission by permission, and what is hidden from the person. */
export const memberPermissions = z
  .object({
    permissions: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        module: z.string(),
        /** "in 41 stores"; null where it counts nowhere. */
        where: z.string().nullable(),
        /** Why it counts nowhere, or not everywhere where it is given. */
        remark: z.string().nullable(),
        /** "Store manager in West zone": what gives it. */
        through: z.array(z.string()),
      }),
    ),
    restrictions: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        description: z.string(),
        /** Modules that are gone because of it. */
        hides: z.array(z.string()),
        /** The sets that carry it. */
        through: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'MemberPermissions' });
export type MemberPermissions = z.infer<typeof memberPermissions>;

export const memberUpdate = z.strictObject({
  name: personName.min(1).optional(),
  phone: z.string().max(40).nullable().optional(),
  accessEndsAt: instant.nullable().optional(),
});
export type MemberUpdate = z.infer<typeof memberUpdate>;

/** The whole access of one person, as it shall be. */
export const memberAccess = z.strictObject({ role, grants: grantRequests });
export type MemberAccess = z.infer<typeof memberAccess>;

export const restoreRequest = z.strictObject({ withAccess: z.boolean() });

/** Who is meant: named people, or everybody who matches a filter less the excluded ones. */
export const memberSelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('members'), memberIds: z.array(memberId).min(1).max(1000) }),
  z.strictObject({
    kind: z.literal('matching'),
    filter: memberFilter,
    exclude: z.array(memberId).max(1000),
    /** The number of people that the screen showed; the server refuses when more match. */
    expected: z.int(),
  }),
]);
export type MemberSelection = z.infer<typeof memberSelection>;

export const bulkAct = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('suspend') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('remove') }),
  z.strictObject({ type: z.literal('restore'), withAccess: z.boolean() }),
  z.strictObject({ type: z.literal('addGrants'), grants: grantRequests }),
  z.strictObject({ type: z.literal('setGrants'), grants: grantRequests }),
  z.strictObject({ type: z.literal('setAccessEnd'), accessEndsAt: instant.nullable() }),
]);
export type BulkAct = z.infer<typeof bulkAct>;
export const bulkRequest = z.strictObject({ selection: memberSelection, act: bulkAct });
export type BulkRequest = z.infer<typeof bulkRequest>;

export const bulkAnswer = z
  .object({
    changed: z.int(),
    unchanged: z.int(),
    /** People left alone, with the reason. */
    skipped: z.array(z.object({ memberId, name: z.string(), code: z.string(), title: z.string() })),
    skippedTotal: z.int(),
    /** One for each two thousand people; empty when nothing changed. */
    changeIds: z.array(z.string()),
    revision: z.string(),
  })
  .meta({ id: 'BulkAnswer' });
export type BulkAnswer = z.infer<typeof bulkAnswer>;
