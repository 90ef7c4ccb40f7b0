import { accessMoves, factsNeeded, type OrganizationId, plan } from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import type { ChangeRequest, Preview } from './commit.ts';
import { lookAtOrganization } from './lock-organization.ts';
import { readFacts } from './read-facts.ts';

/** Plans on one consistent reading of the database; whoever commits the same plans again under the lock. */
export async function planWithoutLock(
  { db, snapshots }: Services,
  organizationId: OrganizationId,
  { operations, actor, authority }: ChangeRequest,
): Promise<Preview> {
  const { facts, revision, now } = await inOrganization(
    db,
    organizationId,
    async (transaction) => {
      const { state, ...head } = await lookAtOrganization(transaction, organizationId);
      const needed = factsNeeded(operations);
      return { ...head, facts: await readFacts(transaction, organizationId, state, needed) };
    },
    { readOnly: true, repeatableRead: true },
  );
  const snapshot = await snapshots.atLeast(organizationId, revision);
  const planned = plan(operations, { snapshot, facts, actor, authority, now });
  // At once, for a branch is valid until its snapshot moves on.
  return { ...planned, snapshot, moves: accessMoves(planned, now) };
}
