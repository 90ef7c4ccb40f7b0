import type { OrganizationId } from '@latchkey/engine';
import type { Context } from 'hono';
import type { Env } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { askProvider } from '../../sign-in/provider/ask-provider.ts';
import { writeAttempt } from '../../sign-in/provider/attempt.ts';
import { installationProvider, offeredProvider } from '../../sign-in/provider/identity-provider.ts';

export interface SignInBegun {
  /** Whose own provider is to be asked; undefined: the installation's. */
  readonly organizationId: OrganizationId | undefined;
  readonly to: string | undefined;
  readonly again: boolean;
}

/** Where to send a person who wants to sign in through a provider. */
export async function beginSignIn(
  services: Services,
  context: Context<Env>,
  { organizationId, to, again }: SignInBegun,
): Promise<string> {
  const provider =
    organizationId === undefined
      ? installationProvider(services.config)
      : await offeredProvider(services, organizationId);
  if (!provider) throw new ProblemError('no_identity_provider');
  const { url, secrets } = await askProvider(services, provider, { loginHint: null, again });
  writeAttempt(context, services.config, {
    connectionId: provider.connectionId,
    secrets,
    purpose: { kind: 'sign-in', organizationId: organizationId ?? null, to: to ?? null },
  });
  return url;
}
