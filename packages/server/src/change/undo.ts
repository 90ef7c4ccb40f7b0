import type {
  Actor,
  Authority,
  ChangeId,
  Channel,
  Effect,
  MemberId,
  Operation,
  OrganizationId,
  Plan,
  PlanProblemCode,
} from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { commit, preview } from './commit.ts';
import { recordedEffects } from './log.ts';
import { memberOf } from './personal-values.ts';

export interface UndoRequest {
  /** In any order; the newest is undone first. */
  readonly changeIds: readonly ChangeId[];
  /** Whose rights count: those of the person who undoes, now. */
  readonly actor: Actor;
  readonly authority: Authority;
  readonly channel: Channel;
  readonly reason?: string;
}

/** An object that stays as it is, and why. */
export interface UndoConflict {
  readonly object: Effect['object'];
  readonly id: string;
  readonly code: PlanProblemCode;
}

export interface Undone {
  /** The changes that the undo itself made, oldest first; empty when nothing had to change. */
  readonly changes: readonly ChangeId[];
  /** Objects that are as they were before. */
  readonly undoneCount: number;
  readonly conflicts: readonly UndoConflict[];
  readonly revision: number;
}

const OBJECTS_AT_ONCE = 2_000;

/** Puts every object that the changes touched back to what it was, except where it was changed again since. */
export async function undoChanges(
  services: Services,
  organizationId: OrganizationId,
  { changeIds, actor, authority, channel, reason }: UndoRequest,
): Promise<Undone> {
  const changes: ChangeId[] = [];
  const conflicts: UndoConflict[] = [];
  let undoneCount = 0;
  let revision = 0;
  for (const changeId of await newestFirst(services, organizationId, changeIds))
    for (const operations of inPortions(await revertsOf(services, organizationId, changeId))) {
      const committed = await commit(services, organizationId, {
        actor,
        authority,
        channel,
        operations,
        take: 'good-ones',
        reverts: changeId,
        ...(reason === undefined ? {} : { reason }),
      });
      if (committed.changeId) changes.push(committed.changeId);
      revision = committed.revision;
      undoneCount += undoneIn(committed.plan);
      conflicts.push(...conflictsIn(committed.plan, operations));
    }
  return { changes, undoneCount, conflicts, revision };
}

/** What an undo of one change would do, and what it would leave alone. */
export async function previewUndo(
  services: Services,
  organizationId: OrganizationId,
  { changeIds, actor, authority, channel }: UndoRequest,
): Promise<{ readonly plan: Plan; readonly conflicts: readonly UndoConflict[] }> {
  const operations: Revert[] = [];
  for (const changeId of await newestFirst(services, organizationId, changeIds))
    operations.push(...(await revertsOf(services, organizationId, changeId)).flat());
  const plan = await preview(services, organizationId, { actor, authority, channel, operations });
  return { plan, conflicts: conflictsIn(plan, operations) };
}

type Revert = Extract<Operation, { type: 'change.revert' }>;

/** One operation per recorded object, in the order in which they can be turned round. */
async function revertsOf(
  { db }: Services,
  organizationId: OrganizationId,
  changeId: ChangeId,
): Promise<readonly (readonly Revert[])[]> {
  const effects = await inOrganization(
    db,
    organizationId,
    (transaction) => recordedEffects(transaction, organizationId, changeId),
    { readOnly: true },
  );
  return inOrderOfUndoing(effects).map((group) =>
    group.map((recorded): Revert => ({ type: 'change.revert', changeId, recorded })),
  );
}

/** Sets and places come back before the people who stand on them and go after them; what concerns one person stays together. */
function inOrderOfUndoing(effects: readonly Effect[]): readonly (readonly Effect[])[] {
  const people = new Map<MemberId, Effect[]>();
  const comingBack: Effect[][] = [];
  const going: Effect[][] = [];
  for (const effect of effects.toReversed()) {
    const memberId = memberOf(effect);
    const ofPerson = memberId === null ? undefined : people.get(memberId);
    if (ofPerson) ofPerson.push(effect);
    else if (memberId !== null) people.set(memberId, [effect]);
    else if (effect.before === null) going.push([effect]);
    else comingBack.push([effect]);
  }
  return [...comingBack.toReversed(), ...people.values(), ...going];
}

/** An id that names no change of this organization is not found, before anything is undone. */
async function newestFirst(
  { db }: Services,
  organizationId: OrganizationId,
  changeIds: readonly ChangeId[],
): Promise<readonly ChangeId[]> {
  const found = await inOrganization(
    db,
    organizationId,
    (transaction) =>
      transaction
        .selectFrom('changes')
        .select('change_id')
        .where('organization_id', '=', organizationId)
        .where('change_id', 'in', [...changeIds])
        .orderBy('revision', 'desc')
        .execute(),
    { readOnly: true },
  );
  if (found.length < new Set(changeIds).size) throw new ProblemError('not_found');
  return found.map((row) => row.change_id);
}

/** Commits of a bounded size, no group torn apart. */
function inPortions(groups: readonly (readonly Revert[])[]): readonly (readonly Revert[])[] {
  const portions: Revert[][] = [];
  let portion: Revert[] = [];
  for (const group of groups) {
    if (portion.length > 0 && portion.length + group.length > OBJECTS_AT_ONCE) {
      portions.push(portion);
      portion = [];
    }
    portion.push(...group);
  }
  return portion.length > 0 ? [...portions, portion] : portions;
}

function undoneIn({ outcomes }: Plan): number {
  return outcomes.filter((outcome) => outcome === 'applied').length;
}

function conflictsIn({ problems }: Plan, operations: readonly Revert[]): readonly UndoConflict[] {
  return problems.flatMap(({ operation, code }) => {
    const recorded = operations[operation]?.recorded;
    return recorded ? [{ object: recorded.object, id: recorded.id, code }] : [];
  });
}
