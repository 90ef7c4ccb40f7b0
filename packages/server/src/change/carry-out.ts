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
import { newId } from '../ids.ts';
import { mailsOf, queueMails } from '../outbox/queue-mails.ts';
import type { Services } from '../services.ts';
import { actorColumns, appendChange } from './append-change.ts';
import { changesChannel } from './change-listener.ts';
import type { ChangeRequest, Committed } from './commit.ts';
import { writeEffects } from './effects/write-effects.ts';
import { lockOrganization, type OrganizationHead } from './lock-organization.ts';
import { storeModelVersion } from './model-versions.ts';
import { saltsFor } from './personal-values.ts';
import { planRefused } from './plan-refused.ts';
import { readFacts } from './read-facts.ts';
import type { SnapshotInHand } from './snapshot-keeper.ts';

/** With the log's hash after it; null when nothing had to change. */
interface CarriedOut extends Committed {
  readonly hash: string | null;
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
      const committed = await inOrganization(services.db, organizationId, async (transaction) => {
        await founding?.(transaction);
        const locked = await lockOrganization(transaction, organizationId);
        const head = request.at === undefined ? locked : { ...locked, now: request.at };
        const snapshot = await hand.caughtUp(transaction, head);
        return (
          (await findCommittedChunk(transaction, organizationId, request, snapshot, head)) ??
          (await planAndWrite(services, transaction, organizationId, request, snapshot, head))
        );
      });
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
  snapshot: Snapshot,
  head: OrganizationHead,
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
  const needed = factsNeeded([]);
  const facts = await readFacts(transaction, organizationId, head.state, needed);
  const empty = plan([], { snapshot, facts, actor, authority, now: head.now });
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
  snapshot: Snapshot,
  head: OrganizationHead,
): Promise<CarriedOut> {
  const { operations, actor, authority, take = 'whole', alongside } = request;
  const needed = factsNeeded(operations);
  const facts = await readFacts(transaction, organizationId, head.state, needed);
  const planned = plan(operations, { snapshot, facts, actor, authority, now: head.now });
  if (take === 'whole' && hasProblems(planned.problems)) throw planRefused(planned.problems);
  if (planned.effects.length === 0) {
    await alongside?.(transaction, planned);
    return { changeId: null, revision: head.revision, hash: null, plan: planned };
  }
  return write(services, transaction, organizationId, request, head, planned);
}

async function write(
  { jobs }: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  request: ChangeRequest,
  head: OrganizationHead,
  planned: Plan,
): Promise<CarriedOut> {
  const { effects } = planned;
  const revision = head.revision + 1;
  const changeId = newId('chg');
  const salts = await saltsFor(transaction, organizationId, effects);
  for (const operation of request.operations)
    if (operation.type === 'model.apply') await storeModelVersion(transaction, operation.model);
  await writeEffects({ transaction, organizationId, revision, effects, salts });

  const mails = mailsOf(effects);
  await queueMails(transaction, organizationId, mails);
  if (mails.length > 0) await jobs.enqueue(transaction, 'mail', organizationId);
  await request.alongside?.(transaction, planned);

  const hash = await appendChange(transaction, {
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
  await transaction.client.query({
    name: 'bump-revision',
    text: `with bumped as (
             update organizations set revision = $2, head_hash = $3 where organization_id = $1
             returning organization_id)
           select pg_notify('${changesChannel}', organization_id || ':' || $2::bigint) from bumped`,
    values: [organizationId, revision, hash],
  });
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
