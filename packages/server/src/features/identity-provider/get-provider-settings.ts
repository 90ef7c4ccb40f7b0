import type { IdentityProviderSettings } from '@latchkey/contract';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { callbackUrl } from '../../sign-in/provider/ask-provider.ts';
import { readProvider } from './queries.ts';
import { requireOwner } from './require-owner.ts';

/** How people of the organization can sign in through a provider; the secret stays where it is. */
export async function getProviderSettings(
  { db, config }: Services,
  signedIn: SignedIn,
): Promise<IdentityProviderSettings> {
  requireOwner(signedIn);
  const { organizationId } = signedIn;
  const row = await inOrganization(
    db,
    organizationId,
    (transaction) => readProvider(transaction, organizationId),
    { readOnly: true },
  );
  return {
    own: row && {
      name: row.name,
      issuer: row.issuer,
      clientId: row.client_id,
      changedAt: row.changed_at.toISOString(),
      memberCount: row.member_count,
    },
    installation: config.sso?.name ?? null,
    callbackUrl: callbackUrl(config.publicUrl),
    signInUrl: `${config.publicUrl}/sign-in?organization=${organizationId}`,
  };
}
