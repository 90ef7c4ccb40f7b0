import type { Organization } from '@latchkey/contract';
import { snapshotModel } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import { decisionPointOf } from '../../decide/decision-point-metadata.ts';
import type { SignedIn } from '../../http/env.ts';
import { etagOf } from '../../http/etag.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readOrganization } from './queries.ts';

export async function getOrganization(
  services: Services,
  { organizationId }: SignedIn,
): Promise<Organization> {
  const snapshot = await services.snapshots.current(organizationId);
  const row = await inOrganization(
    services.db,
    organizationId,
    (transaction) => readOrganization(transaction, organizationId),
    { readOnly: true },
  );
  if (!row) throw new ProblemError('not_found');
  return {
    id: organizationId,
    name: row.name,
    allowedDomains: row.allowed_domains,
    invitationDays: row.invitation_days,
    typesOff: row.types_off,
    modelKey: snapshotModel(snapshot).key,
    ownerCount: row.owner_count,
    memberCount: row.member_count,
    placeCount: row.place_count,
    decisionPoint: decisionPointOf(services.config.publicUrl, organizationId),
    etag: etagOf(row.own_revision),
  };
}
