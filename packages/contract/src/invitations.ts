import { z } from 'zod';
import {
  cursor,
  instant,
  limit,
  pageOf,
  personName,
  role,
  signInMethod,
  signInName,
} from './common.ts';
import { grantRequests, placeRef } from './grants.ts';
import { entityId, invitationId, memberId, permissionSetId } from './ids.ts';
import { accessAdvice, planProblem, sentence } from './plans.ts';

const typedAddress = z.string().min(1).max(1000);

export const checkAddressesRequest = z.strictObject({ addresses: z.array(typedAddress).max(1000) });
export const addressState = z.enum([
  'new',
  'member',
  'waiting',
  'removed',
  'mistyped',
  'outside_domains',
  'invalid',
  'duplicate',
]);
export type AddressState = z.infer<typeof addressState>;
export const checkedAddress = z
  .object({
    /** As it was entered. */
    entered: z.string(),
    /** Canonical form; null when it is not an address. */
    address: z.string().nullable(),
    /** Taken from `Name <address>`. */
    name: z.string().nullable(),
    state: addressState,
    /** The nearest right address for `mistyped`. */
    suggestion: z.string().nullable(),
    member: z.object({ id: memberId, name: z.string(), removedAt: instant.nullable() }).nullable(),
    invitation: z.object({ id: invitationId, sentAt: instant, linkEndsAt: instant }).nullable(),
  })
  .meta({ id: 'CheckedAddress' });
export type CheckedAddress = z.infer<typeof checkedAddress>;
export const checkAddressesAnswer = z.object({ data: z.array(checkedAddress) });

/** Whether names can be given to these people, before they are invited. */
export const checkSignInNamesRequest = z.strictObject({
  people: z.array(z.strictObject({ address: typedAddress, signInName })).max(100),
});
export const signInNameState = z.enum(['free', 'taken', 'invalid']);
export type SignInNameState = z.infer<typeof signInNameState>;
export const checkSignInNamesAnswer = z.object({ data: z.array(signInNameState) });

/** What a new person begins with. */
export const startingAccess = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('default'),
    /** `now`: each place that exists; `later`: those added later too; or exactly these. */
    places: z.union([z.enum(['now', 'later']), z.array(entityId).min(1).max(1000)]),
  }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('copy'), memberId }),
  z.strictObject({ kind: z.literal('owner') }),
]);
export type StartingAccess = z.infer<typeof startingAccess>;

export const inviteRequest = z
  .strictObject({
    people: z
      .array(
        z.strictObject({
          address: typedAddress,
          name: personName.optional(),
          phone: z.string().max(40).nullable().optional(),
          /** Another name than the address to sign in with; of no use with an identity provider, and left out there. */
          signInName: signInName.nullable().optional(),
        }),
      )
      .min(1)
      .max(1000),
    role,
    grants: grantRequests,
    /** Where the access model offers ways to begin: the server works the grants out, and `grants` stays empty. */
    startingAccess: startingAccess.optional(),
    signInMethod: signInMethod.default('password'),
    accessEndsAt: instant.nullable().optional(),
    /** Days the link lives; the organization's setting when left out. */
    linkDays: z.int().min(1).max(30).optional(),
    note: z.string().max(500).nullable().optional(),
  })
  .refine(({ startingAccess, grants }) => startingAccess === undefined || grants.length === 0, {
    error: 'With a starting access the server works the grants out; leave them empty.',
    path: ['grants'],
  });
export type InviteRequest = z.input<typeof inviteRequest>;

export const inviteAnswer = z
  .object({
    sentence,
    results: z.array(
      z.object({
        address: z.string(),
        result: z.enum(['invited', 'refused']),
        invitationId: invitationId.nullable(),
        memberId: memberId.nullable(),
        problem: planProblem.nullable(),
      }),
    ),
    invited: z.int(),
    refused: z.int(),
    advice: z.array(accessAdvice),
    /** What the starting access came to; null when the grants were named one by one. */
    starting: z
      .object({
        places: z.array(placeRef),
        placeTotal: z.int(),
        /** Of a copy: whom it is taken from. */
        copiedFrom: z.object({ id: memberId, name: z.string() }).nullable(),
        /** Of a copy, or of default access: what the actor may not give, or a module that is off leaves no room for. */
        leftOut: z.array(
          z.object({
            place: placeRef,
            permissions: z.array(z.string()),
            why: z.enum(['not_yours', 'module_off', 'place_closed', 'needs_another']),
          }),
        ),
      })
      .nullable(),
    linkEndsAt: instant,
    revision: z.string(),
  })
  .meta({ id: 'InviteAnswer' });
export type InviteAnswer = z.infer<typeof inviteAnswer>;

export const invitationShownStatus = z.enum([
  'waiting',
  'completed',
  'expired',
  'revoked',
  'declined',
  'not_delivered',
]);
export const invitationListQuery = z.strictObject({
  status: invitationShownStatus.optional(),
  search: z.string().max(200).optional(),
  limit,
  cursor: cursor.optional(),
});
export type InvitationListQuery = z.input<typeof invitationListQuery>;

export const deliveryStatus = z.enum(['queued', 'sent', 'refused', 'no_mail_server']);
export const invitationListItem = z
  .object({
    id: invitationId,
    memberId,
    name: z.string(),
    address: z.string(),
    status: invitationShownStatus,
    delivery: z.object({
      status: deliveryStatus,
      detail: z.string().nullable(),
      at: instant.nullable(),
    }),
    role,
    permissionSets: z.array(z.object({ id: permissionSetId, name: z.string() })),
    places: z.array(placeRef),
    placeTotal: z.int(),
    createdAt: instant,
    linkEndsAt: instant,
    respondedAt: instant.nullable(),
    sender: z.string(),
    cannotManage: z.string().nullable(),
  })
  .meta({ id: 'InvitationListItem' });
export type InvitationListItem = z.infer<typeof invitationListItem>;
export const invitationPage = pageOf(invitationListItem);
export type InvitationPage = z.infer<typeof invitationPage>;

export const correctInvitationRequest = z.strictObject({ address: typedAddress });
/** The link is a secret: copying it is recorded. */
export const invitationLink = z
  .object({ url: z.string(), linkEndsAt: instant })
  .meta({ id: 'InvitationLink' });
