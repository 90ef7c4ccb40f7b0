import { z } from 'zod';
import { instant } from './common.ts';

const text = z.string().trim().min(1);

/** An organization's own OpenID Connect provider. The client secret is never answered. */
export const identityProvider = z
  .object({
    name: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    changedAt: instant,
    /** Members who sign in through it. */
    memberCount: z.int(),
  })
  .meta({ id: 'IdentityProvider' });
export type IdentityProvider = z.infer<typeof identityProvider>;

export const identityProviderSettings = z
  .object({
    own: identityProvider.nullable(),
    /** The installation's provider, which is offered without an own one. */
    installation: z.string().nullable(),
    /** What to register at the provider as the redirect address. */
    callbackUrl: z.string(),
    /** Where people of this organization begin to sign in through it. */
    signInUrl: z.string(),
  })
  .meta({ id: 'IdentityProviderSettings' });
export type IdentityProviderSettings = z.infer<typeof identityProviderSettings>;

export const identityProviderUpdate = z.strictObject({
  /** What people know it as. */
  name: text.max(60),
  issuer: text.max(500),
  clientId: text.max(500),
  /** Left out: the present one stays, while the issuer does. */
  clientSecret: text.max(1000).optional(),
});
export type IdentityProviderUpdate = z.infer<typeof identityProviderUpdate>;

export const identityProviderTest = z.strictObject({ issuer: text.max(500) });
/** What the issuer says of itself. */
export const identityProviderTestAnswer = z
  .object({ issuer: z.string(), authorizationEndpoint: z.string() })
  .meta({ id: 'IdentityProviderTest' });
export type IdentityProviderTestAnswer = z.infer<typeof identityProviderTestAnswer>;
