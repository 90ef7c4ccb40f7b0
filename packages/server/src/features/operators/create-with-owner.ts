import type { OrganizationCreate, OrganizationCreated } from '@latchkey/contract';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import { globally } from '../../db/globally.ts';
import { ProblemError } from '../../http/problem.ts';
import { sendsMail } from '../../outbox/mail-mode.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import { createOrganization } from '../organization/create-organization.ts';
import { ownerInvitationLink } from '../organization/owner-invitation-link.ts';

/** A new organization; its first owner gets the ordinary invitation. */
export async function createWithOwner(
  services: Services,
  operator: SignedInOperator,
  { name, modelKey, ownerAddress, ownerName, selfServe }: OrganizationCreate,
  ipAddress: string,
): Promise<OrganizationCreated> {
  const parsed = canonicalAddress(ownerAddress);
  if (!parsed) throw badField('ownerAddress', 'This is not a mail address.');
  if (!services.models.has(modelKey)) throw badField('modelKey', 'There is no such access model.');
  const { address } = parsed;
  const { organizationId, owner } = await createOrganization(services, {
    name,
    modelKey,
    owner: { address, name: ownerName || parsed.name || (address.split('@', 1)[0] ?? '') },
    actor: { type: 'operator', userId: operator.userId },
    selfServe,
  });
  await globally(services.db, (transaction) =>
    recordOperatorEvent(transaction, {
      kind: 'organization.created',
      userId: operator.userId,
      ipAddress,
      details: { organizationId, modelKey, selfServe },
    }),
  );
  return {
    id: organizationId,
    ownerAddress: address,
    ownerLink: sendsMail(services.config)
      ? null
      : ownerInvitationLink(services.config, organizationId, owner.invitationId),
  };
}

const badField = (field: string, detail: string) =>
  new ProblemError('malformed_request', {
    places: [{ pointer: `/${field}`, code: 'invalid', detail, subject: null, values: {} }],
  });
