import {
  factsNeeded,
  type OrganizationId,
  type Plan,
  type PlanProblem,
  plan,
  publishBranch,
  type Snapshot,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import { CommitOutcomeUnknown } from '../db/run-transaction.ts';
import { together } from '../db/together.ts';
import { newId } from '../ids.ts';
import { mailsOf, queueMails } from '../outbox/queue-mails.ts';
import type { Services } from '../services.ts';
import { actorColumns, appendChange } from './append-change.ts';
import type { ChangeRequest, Committed } from './commit.ts';
import { writeEffects } from './effects/write-effects.ts';
import { lockOrganization, type OrganizationHead } from './lock-organization.ts';
import { storeModelVersion } from './model-versions.ts';
import { saltsFor } from './personal-values.ts';
import { planRefused } from './plan-refused.ts';
import { type ReadFacts, readFacts } from './read-facts.ts';
import type { SnapshotInHand } from './snapshot-keeper.ts';

/** With the log's hash after it; null when nothing had to change. */
interface CarriedOut extends Committed {
  readonly hash: string | null;
}

/** More may be worth plans of their own. */
const fewOperations = 100;

/** What is true under the lock. */
interface Known extends ReadFacts {
  readonly head: OrganizationHead;
  readonly snapshot: Snapshot;
}

/** The row that an organization begins with, written in the transaction of its first change. */
export type Founding = (transaction: Transaction) => Promise<void>;

/** The door. `founding` is for the one change before which there is no organization. */
export function carryOut(
  services: Services,
  organizationId: OrganizationId,
  request: ChangeRequest,
  founding?: Founding,
): Promise<Committed> {
  return services.snapshots.exclusively(organizationId, async (hand) => {
    // Before the lock is taken, so that nobody waits for a load.
    if (!founding) await hand.loaded();
    try {
      const work = async (transaction: Transaction) => {
        if (founding) await founding(transaction);
        // Sent together and carried out in this order: everything is read once the lock is had.
        const [locked, read] = await together(transaction.client, () =>
          Promise.all([
            lockOrganization(transaction, organizationId),
            readFacts(transaction, organizationId, factsNeeded(request.operations)),
          ]),
        );
        const head = request.at === undefined ? locked : { ...locked, now: request.at };
        const snapshot = await hand.caughtUp(transaction, head);
        const known = { head, snapshot, ...read };
        return (
          (await findCommittedChunk(transaction, organizationId, request, known)) ??
          (await planAndWrite(services, transaction, organizationId, request, known))
        );
      };
      const plannedOnce = request.operations.length <= fewOperations;
      const committed = await inOrganization(services.db, organizationId, work, { plannedOnce });
      publish(services, hand, committed);
      return committed;
    } catch (error) {
      // Not known whether it happened, or read from rows that are rolled back: the log will tell.
      if (founding || error instanceof CommitOutcomeUnknown) hand.forget();
      throw error;
    }
  });
}

/** The change is committed whatever happens here: a snapshot that cannot take it is loaded anew. */
function publish(
  { log }: Services,
  hand: SnapshotInHand,
  { plan, revision, hash }: CarriedOut,
): void {
  if (hash === null) return;
  try {
    publishBranch(plan.branch, revision);
    hand.published({ revision, hash }, plan.effects);
  } catch (error) {
    log.error({ err: error }, 'A change could not be published to the snapshot.');
    hand.forget();
  }
}

/** A resumed import asks for a chunk that it had committed before it was interrupted: nothing is done twice. */
async function findCommittedChunk(
  transaction: Transaction,
  organizationId: OrganizationId,
  { importChunk, operations, actor, authority }: ChangeRequest,
  known: Known,
): Promise<CarriedOut | null> {
  if (!importChunk) return null;
  const change = await transaction
    .selectFrom('changes')
    .select(['change_id', 'revision'])
    .where('organization_id', '=', organizationId)
    .where('import_id', '=', importChunk.importId)
    .where('chunk_number', '=', importChunk.chunkNumber)
    .executeTakeFirst();
  if (!change) return null;
  const empty = plan([], { ...planningOn(known), actor, authority });
  return {
    changeId: change.change_id,
    revision: change.revision,
    hash: null,
    plan: { ...empty, outcomes: operations.map(() => 'unchanged') },
  };
}

async function planAndWrite(
  services: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  request: ChangeRequest,
  known: Known,
): Promise<CarriedOut> {
  const { operations, actor, authority, take = 'whole', alongside } = request;
  const planned = plan(operations, { ...planningOn(known), actor, authority });
  if (take === 'whole' && hasProblems(planned.problems)) throw planRefused(planned.problems);
  if (planned.effects.length === 0) {
    await alongside?.(transaction, planned);
    return { changeId: null, revision: known.head.revision, hash: null, plan: planned };
  }
  return write(services, transaction, organizationId, request, known, planned);
}

const planningOn = ({ head, snapshot, facts }: Known) => ({
  snapshot,
  facts: { ...facts, organization: head.state },
  now: head.now,
});

async function write(
  { jobs }: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  request: ChangeRequest,
  { head, salts: known }: Known,
  planned: Plan,
): Promise<CarriedOut> {
  const { effects } = planned;
  const revision = head.revision + 1;
  const changeId = newId('chg');
  const salts = await saltsFor(transaction, organizationId, effects, known);
  for (const operation of request.operations)
    if (operation.type === 'model.apply') await storeModelVersion(transaction, operation.model);

  const mails = mailsOf(effects);
  const write = () =>
    Promise.all([
      writeEffects({ transaction, organizationId, revision, effects, salts }),
      queueMails(transaction, organizationId, mails),
      mails.length > 0 && jobs.enqueue(transaction, 'mail', organizationId),
    ]);
  const append = () =>
    appendChange(transaction, {
      header: {
        organizationId,
        revision,
        changeId,
        at: head.now,
        ...actorColumns(request.actor),
        channel: request.channel,
        reason: request.reason ?? null,
        approvedBy: request.approvedBy ?? null,
        modelHash: modelInForce(planned) ?? head.state.modelHash,
        importId: request.importChunk?.importId ?? null,
        chunkNumber: request.importChunk?.chunkNumber ?? null,
        reverts: request.reverts ?? null,
        previousHash: head.hash,
      },
      effects,
      salts,
    });
  if (request.alongside) {
    await together(transaction.client, write);
    await request.alongside(transaction, planned);
    return { changeId, revision, hash: await append(), plan: planned };
  }
  const [, hash] = await together(transaction.client, () => Promise.all([write(), append()]));
  return { changeId, revision, hash, plan: planned };
}

/** The model that the change itself moves the organization to. */
function modelInForce({ effects }: Plan): string | undefined {
  return effects.find((effect) => effect.object === 'organization')?.after?.modelHash;
}

function hasProblems(
  problems: readonly PlanProblem[],
): problems is readonly [PlanProblem, ...PlanProblem[]] {
  return problems.length > 0;
}
