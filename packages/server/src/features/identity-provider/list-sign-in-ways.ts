import type { SignInWays } from '@latchkey/contract';
import type { OrganizationId } from '@latchkey/engine';
import type { Services } from '../../services.ts';
import { installationProvider, offeredProvider } from '../../sign-in/provider/identity-provider.ts';

/** The providers that a sign-in page offers. It never asks for an address: that would tell who has an account. */
export async function listSignInWays(
  services: Services,
  organizationId: OrganizationId | undefined,
): Promise<SignInWays> {
  const offered = [
    organizationId === undefined ? null : await offeredProvider(services, organizationId),
    installationProvider(services.config),
  ];
  const providers = new Map(
    offered.flatMap((provider) => (provider ? [[provider.connectionId, provider] as const] : [])),
  );
  return {
    platformName: services.config.platformName,
    providers: [...providers.values()].map((provider) => ({
      name: provider.name,
      organizationId: provider.organizationId,
    })),
  };
}
