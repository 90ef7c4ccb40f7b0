import type { OrganizationCreate, OrganizationCreated, PlanView } from '@latchkey/contract';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import { globally } from '../../db/globally.ts';
import { ProblemError } from '../../http/problem.ts';
import { sendsMail } from '../../outbox/mail-mode.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import {
  createOrganization,
  type NewOrganization,
  previewOrganizationCreation,
} from '../organization/create-organization.ts';
import { ownerInvitationLink } from '../organization/owner-invitation-link.ts';

/** A new organization; its first owner gets the ordinary invitation. */
export async function createWithOwner(
  services: Services,
  operator: SignedInOperator,
  wanted: OrganizationCreate,
  ipAddress: string,
): Promise<OrganizationCreated> {
  const founded = newOrganization(services, operator, wanted);
  const { organizationId, owner } = await createOrganization(services, founded);
  const { modelKey, selfServe } = wanted;
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
    ownerAddress: founded.owner.address,
    ownerLink: sendsMail(services.config)
      ? null
      : ownerInvitationLink(services.config, organizationId, owner.invitationId),
  };
}

/** The same, told and not done. */
export function previewWithOwner(
  services: Services,
  operator: SignedInOperator,
  wanted: OrganizationCreate,
  page: AffectedPage,
): Promise<PlanView> {
  const founded = newOrganization(services, operator, wanted);
  return previewOrganizationCreation(services, founded, page);
}

function newOrganization(
  { models }: Services,
  { userId }: SignedInOperator,
  { name, modelKey, ownerAddress, ownerName, selfServe }: OrganizationCreate,
): NewOrganization {
  const parsed = canonicalAddress(ownerAddress);
  if (!parsed) throw badField('ownerAddress', 'This is not a mail address.');
  if (!models.has(modelKey)) throw badField('modelKey', 'There is no such access model.');
  const { address } = parsed;
  return {
    name,
    modelKey,
    owner: { address, name: ownerName || parsed.name || (address.split('@', 1)[0] ?? '') },
    actor: { type: 'operator', userId },
    selfServe,
  };
}

const badField = (field: string, detail: string) =>
  new ProblemError('malformed_request', {
    places: [{ pointer: `/${field}`, code: 'invalid', detail, subject: null, values: {} }],
  });
