import type { OrganizationUpdate } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** Changes the organization's own settings; only owners may. */
export function updateOrganization(
  services: Services,
  signedIn: SignedIn,
  { name, allowedDomains, invitationDays }: OrganizationUpdate,
): Promise<Committed> {
  return commit(services, signedIn.organizationId, {
    ...byMember(signedIn),
    operations: [
      {
        type: 'organization.update',
        ...(name !== undefined && { name }),
        ...(allowedDomains && {
          allowedDomains: allowedDomains.map((domain) => domain.toLowerCase()),
        }),
        ...(invitationDays !== undefined && { invitationDays }),
      },
    ],
  });
}
