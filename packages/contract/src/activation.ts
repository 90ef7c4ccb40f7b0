import { z } from 'zod';
import { instant, personName, role } from './common.ts';
import { sentence } from './plans.ts';

const token = z.string().min(10).max(500);

/** Looking at an invitation changes nothing; the token stands in the body, never in a URL that servers log. */
export const activationLookRequest = z.strictObject({ token });
export const activation = z
  .object({
    state: z.enum([
      'waiting',
      'expired',
      'revoked',
      'accepted',
      'declined',
      'superseded',
      'unknown',
    ]),
    platformName: z.string(),
    organizationName: z.string().nullable(),
    inviterName: z.string().nullable(),
    address: z.string().nullable(),
    name: z.string().nullable(),
    role: role.nullable(),
    sentences: z.array(sentence),
    note: z.string().nullable(),
    linkEndsAt: instant.nullable(),
    accessEndsAt: instant.nullable(),
    /** The address has an account already: the person signs in with it instead of setting a password. */
    hasAccount: z.boolean(),
    /** The address that is signed in now, when it is another one. */
    signedInAs: z.string().nullable(),
  })
  .meta({ id: 'Activation' });
export type Activation = z.infer<typeof activation>;

export const activationAcceptRequest = z.strictObject({
  token,
  name: personName.min(1),
  /** A new password, or the present one when the address has an account. */
  password: z.string().min(1).max(200),
});
export const activationDeclineRequest = z.strictObject({ token });
/** Tells the inviter that the link has ended and a new one is wanted. */
export const activationAskRequest = z.strictObject({ token });
