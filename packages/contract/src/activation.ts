import { z } from 'zod';
import { instant, personName, role, signInMethod, signInName } from './common.ts';
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
    /** How the person is to sign in; with `sso` the invitation is accepted through the provider. */
    signInMethod: signInMethod.nullable(),
    /** The identity provider, as people know it; null when there is none to accept through. */
    provider: z.string().nullable(),
    /** What to sign in with beside the password: the address unless another name was chosen. */
    signInName: z.string().nullable(),
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
  /** Of a new account: another name than the address to sign in with. */
  signInName: signInName.optional(),
});
/** Accepts through the identity provider: the answer says where to go, and who comes back from there has accepted. */
export const activationProviderRequest = z.strictObject({
  token,
  name: personName.min(1),
  /** The provider is to ask for the account again instead of answering with the present one. */
  again: z.boolean().default(false),
});
export const activationDeclineRequest = z.strictObject({ token });
/** Tells the inviter that the link has ended and a new one is wanted. */
export const activationAskRequest = z.strictObject({ token });
