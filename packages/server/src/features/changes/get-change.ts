import type { ChangeWithObjects } from '@latchkey/contract';
import type { ChangeId } from '@latchkey/engine';
import { recordedEffects } from '../../change/log.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { changeViews } from './change-views.ts';
import { logAccess } from './log-access.ts';
import { objectLabels } from './object-labels.ts';
import { readChange } from './queries.ts';

/** More objects than a person looks through; `objectCount` tells how many there are. */
const mostObjects = 1_000;

/** One change with its objects before and after; one's own changes are always readable. */
export async function getChange(
  services: Services,
  signedIn: SignedIn,
  changeId: ChangeId,
): Promise<ChangeWithObjects> {
  const { organizationId } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  const mayReadAll = logAccess(snapshot, signedIn, Date.now()) === 'everything';

  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const row = await readChange(transaction, organizationId, changeId);
      if (!row || !(mayReadAll || row.actor_id === signedIn.memberId)) {
        throw new ProblemError('not_found');
      }
      const view = await changeViews(transaction, organizationId, snapshot, [row]);
      const effects = (await recordedEffects(transaction, organizationId, changeId)).slice(
        0,
        mostObjects,
      );
      const labelOf = await objectLabels(transaction, organizationId, snapshot, effects);
      return {
        ...view(row),
        objects: effects.map((effect) => ({
          object: effect.object,
          id: effect.id,
          label: labelOf(effect),
          before: effect.before && { ...effect.before },
          after: effect.after && { ...effect.after },
        })),
      };
    },
    { readOnly: true },
  );
}
