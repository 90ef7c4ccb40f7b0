import {
  accessMovesInSteps,
  factsNeeded,
  type Operation,
  type OrganizationId,
  type PlanContext,
  planInSteps,
  type Steps,
  snapshotRevision,
} from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import type { ChangeRequest, Preview } from './commit.ts';
import { Turns } from './in-turns.ts';
import { lookAtOrganization } from './lock-organization.ts';
import { readFacts } from './read-facts.ts';

/** Something was committed while the plan was being worked out in turns. */
class MovedOn extends Error {}

/** How long a turn lasts at the first attempt, the second …: at the last one no other change comes between. */
const turns = [10, 40, 160, Number.POSITIVE_INFINITY];

/**
 * Plans on one consistent reading of the database; whoever commits the same plans again under the lock. What
 * concerns many people is worked out in turns with everything else; a change that comes between begins it anew.
 */
export async function planWithoutLock(
  services: Services,
  organizationId: OrganizationId,
  request: ChangeRequest,
  signal?: AbortSignal,
): Promise<Preview> {
  for (const turnMs of turns) {
    try {
      return await planInTurns(services, organizationId, request, new Turns(signal, turnMs));
    } catch (error) {
      if (!(error instanceof MovedOn)) throw error;
    }
  }
  throw new Error('The last attempt is not interrupted.');
}

async function planInTurns(
  { db, snapshots }: Services,
  organizationId: OrganizationId,
  { operations, actor, authority }: ChangeRequest,
  turns: Turns,
): Promise<Preview> {
  const { facts, revision, now } = await inOrganization(
    db,
    organizationId,
    async (transaction) => {
      const [{ state, ...head }, { facts }] = await Promise.all([
        lookAtOrganization(transaction, organizationId),
        readFacts(transaction, organizationId, factsNeeded(operations)),
      ]);
      return { ...head, facts: { ...facts, organization: state } };
    },
    { readOnly: true, repeatableRead: true },
  );
  const snapshot = await snapshots.atLeast(organizationId, revision);
  // A branch is valid until its snapshot moves on.
  const begunAt = snapshotRevision(snapshot);
  const mayGoOn = () => {
    if (snapshotRevision(snapshot) !== begunAt) throw new MovedOn();
  };
  const context = { snapshot, facts, actor, authority, now };
  return turns.through(drafting(operations, context), mayGoOn);
}

function* drafting(operations: readonly Operation[], context: PlanContext): Steps<Preview> {
  const planned = yield* planInSteps(operations, context);
  const moves = yield* accessMovesInSteps(planned, context.now);
  return { ...planned, snapshot: context.snapshot, moves };
}
