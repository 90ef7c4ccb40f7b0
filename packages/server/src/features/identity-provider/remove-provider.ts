import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { deleteProvider, forgetConnection, lockSettings, readProvider } from './queries.ts';
import { requireOwnerToChange } from './require-owner.ts';

/** Takes the organization's own provider away: whoever signed in through it no longer can. */
export async function removeProvider(
  { db }: Services,
  signedIn: SignedIn,
  ipAddress: string,
): Promise<void> {
  requireOwnerToChange(signedIn);
  const { organizationId, memberId } = signedIn;
  await inOrganization(db, organizationId, async (transaction) => {
    await lockSettings(transaction, signedIn);
    const present = await readProvider(transaction, organizationId);
    if (!present) throw new ProblemError('not_found');
    if (present.owner_count > 0) throw new ProblemError('provider_in_use');
    await deleteProvider(transaction, organizationId);
    await forgetConnection(transaction, present.connection_id);
    await recordEvent(transaction, {
      organizationId,
      kind: 'identity_provider.removed',
      memberId,
      ipAddress,
      details: { connectionId: present.connection_id, issuer: present.issuer },
    });
  });
}
