import type { OrganizationId, UserId } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { findOpenVisit } from './queries.ts';

/** The operator's visit that is open in the organization. */
export async function requireOpenVisit(
  { db }: Services,
  organizationId: OrganizationId,
  userId: UserId,
) {
  const visit = await inOrganization(
    db,
    organizationId,
    (transaction) => findOpenVisit(transaction, organizationId, userId),
    { readOnly: true },
  );
  if (!visit) throw new ProblemError('no_visit');
  return visit;
}
