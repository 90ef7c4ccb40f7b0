import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { proveIdentity } from '../../sign-in/provider/ask-provider.ts';
import type { Attempt } from '../../sign-in/provider/attempt.ts';
import { findUserOfIdentity } from '../../sign-in/provider/identities.ts';
import {
  type IdentityProvider,
  installationProvider,
  offeredProvider,
} from '../../sign-in/provider/identity-provider.ts';
import type { RequestOrigin } from '../../sign-in/request-origin.ts';
import { type SignedInPerson, signIn } from '../../sign-in/sign-in.ts';
import { acceptWithProvider } from '../activation/accept-with-provider.ts';

export interface Return {
  readonly attempt: Attempt;
  /** Of the address that the provider sent the browser to. */
  readonly query: string;
  readonly origin: RequestOrigin;
}

export interface ReturnedPerson {
  readonly person: SignedInPerson;
  readonly provider: IdentityProvider;
}

/** Somebody is back from the provider: finishes what was begun, with this provider's word and no other's. */
export async function returnFromProvider(
  services: Services,
  { attempt, query, origin }: Return,
): Promise<ReturnedPerson> {
  const { purpose } = attempt;
  const provider = await providerOf(services, attempt);
  const identity = await proveIdentity(services, provider, attempt.secrets, query);
  if (purpose.kind === 'accept') {
    const { token, name } = purpose;
    const acceptance = { token, name, provider, identity, origin };
    return { person: await acceptWithProvider(services, acceptance), provider };
  }
  const { connectionId } = provider;
  const { subject } = identity;
  const userId = await findUserOfIdentity(services.db, { connectionId, subject });
  if (userId === null) throw new ProblemError('unknown_identity');
  const organizationId = purpose.organizationId ?? undefined;
  return {
    person: await signIn(services, { userId, method: 'sso', connectionId, organizationId, origin }),
    provider,
  };
}

/** The provider that the person was sent to, if it is still set up as it was. */
async function providerOf(
  services: Services,
  { connectionId, purpose: { organizationId } }: Attempt,
): Promise<IdentityProvider> {
  const present = [
    organizationId && (await offeredProvider(services, organizationId)),
    installationProvider(services.config),
  ];
  const provider = present.find((one) => one?.connectionId === connectionId);
  if (!provider) throw new ProblemError('provider_attempt_ended');
  return provider;
}
