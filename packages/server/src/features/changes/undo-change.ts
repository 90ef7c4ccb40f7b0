import type { PlanView } from '@latchkey/contract';
import type { ChangeId } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import { planRefused } from '../../change/plan-refused.ts';
import { revertsOf } from '../../change/undo.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { isUndoable } from './change-views.ts';
import { getChange } from './get-change.ts';
import { readChange } from './queries.ts';

/** Restores what the change found, as far as nobody has changed it since; measured by the present rights of whoever undoes. */
export async function undoChange(
  services: Services,
  signedIn: SignedIn,
  changeId: ChangeId,
): Promise<Committed> {
  const request = await reversal(services, signedIn, changeId);
  const committed = await commit(services, signedIn.organizationId, {
    ...request,
    take: 'good-ones',
  });
  const [first, ...others] = committed.plan.problems;
  if (committed.changeId === null && first) throw planRefused([first, ...others]);
  return committed;
}

/** What an undo would restore, and what it would leave alone. */
export async function previewUndo(
  services: Services,
  signedIn: SignedIn,
  changeId: ChangeId,
  page: AffectedPage,
): Promise<PlanView> {
  const request = await reversal(services, signedIn, changeId);
  const asked = { ...request, take: 'good-ones' as const };
  return previewChange(services, signedIn, asked, page, (_transaction, plan) => {
    const left = plan.outcomes.filter((outcome) => outcome === 'refused').length;
    const mailed = plan.effects.some(({ object }) => object === 'invitation');
    return {
      remarks: [
        ...(left > 0
          ? [
              `${left === 1 ? '1 object was' : `${left} objects were`} changed since, or cannot be restored, and stay as they are.`,
            ]
          : []),
        ...(mailed ? ['Mails that were sent cannot be unsent; their links are dead.'] : []),
      ],
    };
  });
}

/** What turns the change round, asked for by whoever may read it. */
async function reversal(
  services: Services,
  signedIn: SignedIn,
  changeId: ChangeId,
): Promise<ChangeRequest> {
  const { organizationId } = signedIn;
  await getChange(services, signedIn, changeId);
  const operations = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const row = await readChange(transaction, organizationId, changeId);
      if (!row || !isUndoable(row)) throw new ProblemError('cannot_undo');
      return revertsOf(transaction, organizationId, changeId);
    },
    { readOnly: true },
  );
  return { ...byMember(signedIn), reverts: changeId, operations };
}
