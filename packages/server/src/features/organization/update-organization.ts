import type { OrganizationUpdate, PlanView } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import { stillAt } from '../../change/still-at.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';

/** Changes the organization's own settings, unless somebody else has since `revision`; only owners may. */
export function updateOrganization(
  services: Services,
  signedIn: SignedIn,
  revision: number,
  update: OrganizationUpdate,
): Promise<Committed> {
  return commit(services, signedIn.organizationId, {
    ...settingsChange(signedIn, update),
    alongside: stillAt(signedIn.organizationId, signedIn.organizationId, revision),
  });
}

/** The same, told and not done. */
export function previewOrganization(
  services: Services,
  signedIn: SignedIn,
  update: OrganizationUpdate,
  page: AffectedPage,
): Promise<PlanView> {
  return previewChange(services, signedIn, settingsChange(signedIn, update), page);
}

const settingsChange = (
  signedIn: SignedIn,
  { name, allowedDomains, invitationDays, typesOff }: OrganizationUpdate,
): ChangeRequest => ({
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
});
