import type { IdentityProviderUpdate, PlanView } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { type ProviderRow, readProvider } from './queries.ts';
import { requireOwnerToChange } from './require-owner.ts';
import { sameIssuer } from './save-provider.ts';

/** What setting the provider would mean for those who sign in through the present one; its issuer is not asked. */
export async function previewSaving(
  services: Services,
  signedIn: SignedIn,
  { name, issuer }: IdentityProviderUpdate,
  page: AffectedPage,
): Promise<PlanView> {
  const present = await readPresent(services, signedIn);
  const gone = present !== null && !sameIssuer(present.issuer, issuer) ? present : null;
  return tell(services, signedIn, `Sign in through ${name}.`, gone, page);
}

/** What it would mean for those who sign in through the provider that it is taken away. */
export async function previewRemoval(
  services: Services,
  signedIn: SignedIn,
  page: AffectedPage,
): Promise<PlanView> {
  const present = await readPresent(services, signedIn);
  if (!present) throw new ProblemError('not_found');
  return tell(services, signedIn, `Take ${present.name} away.`, present, page);
}

function readPresent(services: Services, signedIn: SignedIn): Promise<ProviderRow | null> {
  requireOwnerToChange(signedIn);
  return inOrganization(
    services.db,
    signedIn.organizationId,
    (transaction) => readProvider(transaction, signedIn.organizationId),
    { readOnly: true },
  );
}

/** How people sign in is nobody's access: the plan has no gains and no losses. */
function tell(
  services: Services,
  signedIn: SignedIn,
  text: string,
  gone: ProviderRow | null,
  page: AffectedPage,
): Promise<PlanView> {
  if (gone && gone.owner_count > 0) throw new ProblemError('provider_in_use');
  const count = gone?.member_count ?? 0;
  const people = count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;
  const signOut = `${people} who signed in through the present one cannot any more.`;
  const request = { ...byMember(signedIn), operations: [] };
  return previewChange(services, signedIn, request, page, () => ({
    sentence: [{ text, tone: 'plain' }],
    remarks: count === 0 ? [] : [signOut],
  }));
}
