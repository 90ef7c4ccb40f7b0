import type { IdentityProviderTestAnswer } from '@latchkey/contract';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { discoverProvider } from '../../sign-in/provider/ask-provider.ts';
import { requireOwnerToChange } from './require-owner.ts';

/** Asks an issuer for its description, and tells only what a provider says in public. */
export async function testIssuer(
  services: Services,
  signedIn: SignedIn,
  issuer: string,
): Promise<IdentityProviderTestAnswer> {
  requireOwnerToChange(signedIn);
  const asked = { issuer, clientId: 'unknown', clientSecret: 'unknown' };
  const metadata = (await discoverProvider(services, asked)).serverMetadata();
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: metadata.authorization_endpoint ?? '',
  };
}
