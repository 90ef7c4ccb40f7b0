import type { ImportView } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { getImport } from './get-import.ts';
import { planImport, plannedAtOnce } from './plan-import.ts';

/** Plans an import that is marked for it: at once when it is small, else by a job. */
export async function replan(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  const view = await getImport(services, signedIn, importId);
  if (view.counts.rows > plannedAtOnce) {
    await services.jobs.enqueue(null, 'import-plan', organizationId);
    return view;
  }
  await planImport(services, organizationId, importId);
  return getImport(services, signedIn, importId);
}
