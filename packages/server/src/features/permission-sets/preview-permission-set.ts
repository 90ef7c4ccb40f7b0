import type { PermissionSetDelete, PermissionSetUpdate, PlanView } from '@latchkey/contract';
import {
  type OrganizationId,
  type PermissionSetId,
  type Plan,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { preview } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { planView } from '../../words/plan-view.ts';
import { readNames } from '../../words/read-names.ts';
import { setDeletion } from './delete-permission-set.ts';
import { type HolderChange, holderChanges } from './holder-changes.ts';
import { changeLines, holdersSentence } from './holder-words.ts';
import { readHolders, readSets } from './queries.ts';
import { setUpdate } from './update-permission-set.ts';

const shown = 20;

/** Who would gain and lose what, before a set is changed. */
export async function previewSetUpdate(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  update: PermissionSetUpdate,
): Promise<PlanView> {
  const { organizationId, memberId } = signedIn;
  const plan = await preview(services, organizationId, setUpdate(signedIn, setId, update));
  const snapshot = await services.snapshots.current(organizationId);

  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const view = await planView(services, transaction, organizationId, { ...plan, effects: [] });
      const changes = await plannedChanges(transaction, organizationId, snapshot, plan);
      if (changes === null) return view;
      const affected = affectedOf(changes);
      const firsts = affected.slice(0, shown);
      const names = await readNames(transaction, organizationId, {
        sets: [],
        places: firsts.flatMap(({ holder }) => holder.scopes),
      });
      const losesOwn = affected.some(
        ({ holder, loses, bound }) =>
          holder.member_id === memberId && loses.size + bound.length > 0,
      );
      return {
        ...view,
        sentence: holdersSentence(snapshotModel(snapshot), changes),
        affected: firsts.map((change) => ({
          memberId: change.holder.member_id,
          name: change.holder.name,
          address: change.holder.address,
          ...changeLines(snapshot, names, change),
        })),
        affectedTotal: affected.length,
        remarks: losesOwn ? ['You lose access yourself.'] : [],
      };
    },
    { readOnly: true },
  );
}

/** What the plan does to each holder of the set it changes; null when it changes none. */
export async function plannedChanges(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  plan: Plan,
): Promise<readonly HolderChange[] | null> {
  const effect = plan.effects.find(({ object }) => object === 'permissionSet');
  if (effect?.object !== 'permissionSet' || !effect.before || !effect.after) return null;
  const holders = await readHolders(transaction, organizationId, effect.id);
  return holderChanges(snapshot, plan, effect.before, effect.after, holders, Date.now());
}

/** Those who really gain or lose something. */
export const affectedOf = (changes: readonly HolderChange[]): HolderChange[] =>
  changes.filter(
    ({ gains, loses, bound, freed }) => gains.size + loses.size + bound.length + freed.length > 0,
  );

/** Who would lose the set and get the replacement, before it is deleted. */
export async function previewSetDeletion(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  replacementSetId: PermissionSetDelete['replacementSetId'],
): Promise<PlanView> {
  const { organizationId } = signedIn;
  const plan = await preview(
    services,
    organizationId,
    setDeletion(signedIn, setId, replacementSetId),
  );
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const rows = await readSets(transaction, organizationId);
      const nameOf = (id: PermissionSetDelete['replacementSetId']) =>
        rows.find(({ set_id }) => set_id === id)?.name ?? '';
      const count = rows.find(({ set_id }) => set_id === setId)?.member_count ?? 0;
      // Grants kept for removed people go too, and matter to nobody now.
      const holders = new Map<string, string>(
        (await readHolders(transaction, organizationId, setId)).map(({ member_id, name }) => [
          member_id,
          name,
        ]),
      );
      const effects = plan.effects.filter(
        ({ object, before }) => object !== 'grant' || (before && holders.has(before.memberId)),
      );
      const view = await planView(
        services,
        transaction,
        organizationId,
        { ...plan, effects },
        {
          sentence: [
            { text: count === 1 ? '1 person' : `${count} people`, tone: 'strong' },
            ...(replacementSetId === null || replacementSetId === 'none'
              ? ([
                  { text: count === 1 ? ' loses ' : ' lose ', tone: 'plain' },
                  { text: nameOf(setId), tone: 'not' },
                ] as const)
              : ([
                  { text: count === 1 ? ' moves from ' : ' move from ', tone: 'plain' },
                  { text: nameOf(setId), tone: 'not' },
                  { text: ' to ', tone: 'plain' },
                  { text: nameOf(replacementSetId), tone: 'strong' },
                ] as const)),
            { text: '.', tone: 'plain' },
          ],
        },
      );
      // A person in the way is told by name: whoever deletes a set need not know any ids.
      const problems = view.problems.map((problem) => {
        const name = holders.get(problem.subject ?? '');
        return name === undefined ? problem : { ...problem, subject: name };
      });
      return { ...view, problems };
    },
    { readOnly: true },
  );
}
