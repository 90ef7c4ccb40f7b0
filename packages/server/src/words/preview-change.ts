import type { PlanView } from '@latchkey/contract';
import { type ChangeRequest, type Preview, preview } from '../change/commit.ts';
import type { Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import { type AffectedPage, type Asker, type PlanInWords, planView } from './plan-view.ts';

/** A change as it would be carried out, told and not done. */
export async function previewChange(
  services: Services,
  asker: Asker,
  request: ChangeRequest,
  page: AffectedPage,
  inWords?: (transaction: Transaction, plan: Preview) => PlanInWords | Promise<PlanInWords>,
): Promise<PlanView> {
  const plan = await preview(services, asker.organizationId, request, page.signal);
  return inOrganization(
    services.db,
    asker.organizationId,
    async (transaction) => ({
      ...(await planView(transaction, asker, plan, {
        page,
        ...(await inWords?.(transaction, plan)),
      })),
      // One who is refused anything is refused whole, unless the request says otherwise.
      ...(request.take !== 'good-ones' && { applies: plan.problems.length === 0 }),
    }),
    { readOnly: true },
  );
}
