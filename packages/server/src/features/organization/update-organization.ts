import type { OrganizationUpdate } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { type Committed, commit } from '../../change/commit.ts';
import { stillAt } from '../../change/still-at.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** Changes the organization's own settings, unless somebody else has since `revision`; only owners may. */
export function updateOrganization(
  services: Services,
  signedIn: SignedIn,
  revision: number,
  { name, allowedDomains, invitationDays, typesOff }: OrganizationUpdate,
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
        ...(typesOff && { typesOff }),
      },
    ],
    alongside: stillAt(signedIn.organizationId, signedIn.organizationId, revision),
  });
}
