import { z } from 'zod';
import { instant, role } from './common.ts';
import { memberId, organizationId, scope, sessionId, userId } from './ids.ts';

const password = z.string().min(1).max(200);
const address = z.string().min(3).max(320);

export const signInRequest = z.strictObject({
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
  })
  .meta({ id: 'SignIn' });
export type SignInAnswer = z.infer<typeof signInAnswer>;

export const passwordResetRequest = z.strictObject({ address });
export const passwordResetCompletion = z.strictObject({ token: z.string().max(500), password });
export const passwordChangeRequest = z.strictObject({
  currentPassword: password,
  newPassword: password,
});

/** Scopes at which the signed-in person may use a permission of the `access` module. */
export const reach = z.union([z.literal('everywhere'), z.array(scope)]);

/** Who is asking: what a platform's backend gets for a session. */
export const session = z
  .object({
    id: sessionId,
    organization: z.object({ id: organizationId, name: z.string(), platformName: z.string() }),
    member: z.object({
      id: memberId,
      name: z.string(),
      address: z.string(),
      role,
      accessEndsAt: instant.nullable(),
    }),
    userId,
    /** Permissions of the `access` module and where they hold; a permission that is missing is held nowhere. */
    manages: z.record(z.string(), reach),
    /** What the server offers: a mailbox page when mail is not sent, the demo. */
    features: z.object({ mailbox: z.boolean(), mail: z.boolean() }),
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
