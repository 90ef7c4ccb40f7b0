import type { ImportId, OrganizationId } from '@latchkey/engine';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { applyChunks, type Progress } from './apply-chunks.ts';
import { whileAlone } from './import-lock.ts';
import { planImport } from './plan-import.ts';
import { readOrganizationsWithWork, readUnfinished } from './queries.ts';
import { undoChunks } from './undo-import.ts';

/** The job `import-plan`: plans every import of the organization that waits for its plan. */
export function planWaitingImports(
  services: Services,
  organizationId: OrganizationId,
): Promise<void> {
  return workOn(services, organizationId, 'plan', async (importId) => {
    await planImport(services, organizationId, importId);
    return 'finished';
  });
}

/** A job works this long and asks for the next, so that a server can stop and other work gets its turn. */
const sliceMilliseconds = 5_000;

/** The job `import-apply`: goes on with every import of the organization that is being applied or undone. */
export async function applyWaitingImports(
  services: Services,
  organizationId: OrganizationId,
): Promise<void> {
  const until = Date.now() + sliceMilliseconds;
  await workOn(services, organizationId, 'apply', (importId) =>
    applyChunks(services, organizationId, importId, until),
  );
  await workOn(services, organizationId, 'undo', (importId) =>
    undoChunks(services, organizationId, importId, until),
  );
}

async function workOn(
  services: Services,
  organizationId: OrganizationId,
  kind: 'plan' | 'apply' | 'undo',
  work: (importId: ImportId) => Promise<Progress>,
): Promise<void> {
  const imports = await inOrganization(
    services.db,
    organizationId,
    (transaction) => readUnfinished(transaction, organizationId, kind),
    { readOnly: true },
  );
  for (const importId of imports) {
    const progress = await whileAlone(services, importId, () => work(importId));
    if (progress === 'more') await services.jobs.enqueue(null, 'import-apply', organizationId);
  }
}

/**
 * Asks for a job wherever an import waits for one: at the start of a process and by the sweep, since a
 * process that was killed has left its job behind.
 */
export async function resumeImports(services: Services): Promise<void> {
  const waiting = await acrossOrganizations(
    services.db,
    'queued-without-job',
    readOrganizationsWithWork,
  );
  for (const { organizationId, planning, applying } of waiting) {
    if (planning) await services.jobs.enqueue(null, 'import-plan', organizationId);
    if (applying) await services.jobs.enqueue(null, 'import-apply', organizationId);
  }
}
