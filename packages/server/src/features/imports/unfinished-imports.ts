import type { ImportId, OrganizationId } from '@latchkey/engine';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { applyChunks } from './apply-chunks.ts';
import { whileAlone } from './import-lock.ts';
import { planImport } from './plan-import.ts';
import { readOrganizationsWithWork, readUnfinished } from './queries.ts';
import { undoChunks } from './undo-import.ts';

/** The job `import-plan`: plans every import of the organization that waits for its plan. */
export function planWaitingImports(
  services: Services,
  organizationId: OrganizationId,
): Promise<void> {
  return workOn(services, organizationId, 'plan', planImport);
}

/** The job `import-apply`: goes on with every import of the organization that is being applied or undone. */
export async function applyWaitingImports(
  services: Services,
  organizationId: OrganizationId,
): Promise<void> {
  await workOn(services, organizationId, 'apply', applyChunks);
  await workOn(services, organizationId, 'undo', undoChunks);
}

async function workOn(
  services: Services,
  organizationId: OrganizationId,
  kind: 'plan' | 'apply' | 'undo',
  work: (services: Services, organizationId: OrganizationId, importId: ImportId) => Promise<void>,
): Promise<void> {
  const imports = await inOrganization(
    services.db,
    organizationId,
    (transaction) => readUnfinished(transaction, organizationId, kind),
    { readOnly: true },
  );
  for (const importId of imports) {
    await whileAlone(services, importId, () => work(services, organizationId, importId));
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
