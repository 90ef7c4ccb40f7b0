import { z } from 'zod';
import { instant, role } from './common.ts';
import { memberId, organizationId, scope, sessionId, userId } from './ids.ts';

const password = z.string().min(1).max(200);
const address = z.string().min(3).max(320);

export const signInRequest = z.strictObject({
  /** The e-mail address, or the sign-in name chosen instead. */
  address,
  password,
  organizationId: organizationId.optional(),
});
/** A link printed by the demo server; never valid elsewhere. */
export const signInByLinkRequest = z.strictObject({ token: z.string().max(500) });
export const chooseOrganizationRequest = z.strictObject({ organizationId });

export const signInAnswer = z
  .object({
    /** Where the person may go; a session is issued at once when there is one, or when one was asked for. */
    organizations: z.array(z.object({ id: organizationId, name: z.string() })),
    signedInTo: organizationId.nullable(),
    /** One of the platform's own people, who has a console above the organizations. */
    operator: z.boolean(),
  })
  .meta({ id: 'SignIn' });
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** Ways to sign in besides a password, for anyone who asks. */
export const signInWaysQuery = z.strictObject({ organization: organizationId.optional() });
export const signInWays = z
  .object({
    platformName: z.string(),
    providers: z.array(
      z.object({
        name: z.string(),
        /** Whose own provider it is; null: the installation's. */
        organizationId: organizationId.nullable(),
      }),
    ),
  })
  .meta({ id: 'SignInWays' });
export type SignInWays = z.infer<typeof signInWays>;
export const signInWithProviderQuery = z.strictObject({
  /** Asks this organization's own provider, if it has one, and leads there. */
  organization: organizationId.optional(),
  /** Path of the console to go on to. */
  to: z.string().max(2000).optional(),
  /** The provider is to ask for the account again instead of answering with the present one. */
  again: z.stringbool().default(false),
});
export const providerRedirect = z.object({ url: z.string() }).meta({ id: 'ProviderRedirect' });

export const passwordResetRequest = z.strictObject({ address });
export const passwordResetCompletion = z.strictObject({ token: z.string().max(500), password });
export const passwordChangeRequest = z.strictObject({
  currentPassword: password,
  newPassword: password,
});

/** Scopes at which the signed-in person may use a permission of the `access` module. */
export const reach = z.union([z.literal('everywhere'), z.array(scope)]);

/** Why an operator is inside, until when, and whether things may be changed. */
export const visit = z
  .object({
    reason: z.string(),
    mode: z.enum(['read', 'write']),
    /** Why things are being changed; null while the visit is to read only. */
    writeReason: z.string().nullable(),
    endsAt: instant,
  })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof visit>;

/** Who is asking: what a platform's backend gets for a session. */
export const session = z
  .object({
    id: sessionId,
    organization: z.object({
      id: organizationId,
      name: z.string(),
      platformName: z.string(),
      /** Off: nobody of the organization changes anything; whoever runs the platform does. */
      selfServe: z.boolean(),
      /** Whom to ask: a mail address or a link. */
      support: z.string().nullable(),
    }),
    member: z.object({
      id: memberId,
      name: z.string(),
      address: z.string(),
      role,
      accessEndsAt: instant.nullable(),
    }),
    userId,
    /** An operator of the platform, here for a while; null for whoever belongs here. */
    visit: visit.nullable(),
    /** Whether the account has a password; without one the person signs in through an identity provider. */
    hasPassword: z.boolean(),
    /** Permissions of the `access` module and where they hold; a permission that is missing is held nowhere. */
    manages: z.record(z.string(), reach),
    /** What the server offers: a mailbox page when mail is not sent, the demo. */
    features: z.object({
      mailbox: z.boolean(),
      mail: z.boolean(),
      /** The identity provider that people can be invited to sign in with, by its name. */
      identityProvider: z.string().nullable(),
    }),
    /** Pass it with a question and the answer is at least as new. */
    revision: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const sessionListItem = z
  .object({
    id: sessionId,
    current: z.boolean(),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    userAgent: z.string(),
    ipAddress: z.string(),
  })
  .meta({ id: 'SessionListItem' });
export type SessionListItem = z.infer<typeof sessionListItem>;
export const sessionList = z.object({ data: z.array(sessionListItem) });
