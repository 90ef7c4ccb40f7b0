import type { ImportView } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { getImport } from './get-import.ts';
import { updateImport } from './queries.ts';
import { requireImport, requireMayImport } from './require-import.ts';

/** Sets a job to applying the good rows; one that was cancelled or failed goes on where it stopped. */
export async function applyImport(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  const file = await getImport(services, signedIn, importId);
  await requireMayImport(services, signedIn, file);
  await inOrganization(services.db, organizationId, async (transaction) => {
    await requireImport(transaction, signedIn, importId, {
      lock: true,
      in: ['ready', 'cancelled', 'failed'],
    });
    await updateImport(transaction, organizationId, importId, {
      state: 'applying',
      acting: signedIn,
      failure: null,
    });
    await services.jobs.enqueue(transaction, 'import-apply', organizationId);
  });
  return getImport(services, signedIn, importId);
}

/** Stops before the next chunk; what was applied stays applied and can be undone. */
export async function cancelImport(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  await inOrganization(services.db, organizationId, async (transaction) => {
    await requireImport(transaction, signedIn, importId, {
      lock: true,
      in: ['uploaded', 'checking', 'ready', 'applying'],
    });
    await updateImport(transaction, organizationId, importId, {
      state: 'cancelled',
      toPlan: true,
      finished: true,
    });
  });
  return getImport(services, signedIn, importId);
}
