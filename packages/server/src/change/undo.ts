import type {
  Actor,
  Authority,
  ChangeId,
  Channel,
  Effect,
  Operation,
  OrganizationId,
  Plan,
  PlanProblemCode,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import { type Preview, preview } from './commit.ts';
import { recordedEffects } from './log.ts';

type Revert = Extract<Operation, { type: 'change.revert' }>;

/** What turns a recorded change round, the object touched last first; empty when there is no such change. */
export async function revertsOf(
  transaction: Transaction,
  organizationId: OrganizationId,
  changeId: ChangeId,
): Promise<readonly Revert[]> {
  const effects = await recordedEffects(transaction, organizationId, changeId);
  return effects
    .map((recorded): Revert => ({ type: 'change.revert', changeId, recorded }))
    .toReversed();
}

export interface UndoRequest {
  /** Newest first, as they are undone. */
  readonly changeIds: readonly ChangeId[];
  /** Whose rights count: those of the person who undoes, now. */
  readonly actor: Actor;
  readonly authority: Authority;
  readonly channel: Channel;
}

/** An object that stays as it is, and why. */
export interface UndoConflict {
  readonly object: Effect['object'];
  readonly id: string;
  readonly code: PlanProblemCode;
}

/** What undoing several changes would do together, and what it would leave alone. */
export async function previewUndo(
  services: Services,
  organizationId: OrganizationId,
  { changeIds, ...asking }: UndoRequest,
  signal?: AbortSignal,
): Promise<{ readonly plan: Preview; readonly conflicts: readonly UndoConflict[] }> {
  const operations = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const reverts: Revert[] = [];
      for (const changeId of changeIds)
        reverts.push(...(await revertsOf(transaction, organizationId, changeId)));
      return reverts;
    },
    { readOnly: true },
  );
  const plan = await preview(services, organizationId, { ...asking, operations }, signal);
  return { plan, conflicts: conflictsIn(plan, operations) };
}

function conflictsIn({ problems }: Plan, operations: readonly Revert[]): readonly UndoConflict[] {
  return problems.flatMap(({ operation, code }) => {
    const recorded = operations[operation]?.recorded;
    return recorded ? [{ object: recorded.object, id: recorded.id, code }] : [];
  });
}
