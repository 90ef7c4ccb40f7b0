import { createKey } from '../src/features/keys/create-key.ts';
import type { Services } from '../src/services.ts';
import type { MarketOrganization } from './market-organization.ts';

/** The secret of a new API key, made by the organization's owner. */
export async function newApiKey(
  services: Services,
  { organizationId, owner }: Pick<MarketOrganization, 'organizationId' | 'owner'>,
): Promise<string> {
  const { secret } = await createKey(services, { organizationId, ...owner }, 'Test');
  return secret;
}
