import type { ImportView, importModeRequest } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { updateImport } from './queries.ts';
import { replan } from './replan.ts';
import { requireImport, requireMayImport, requirePeople } from './require-import.ts';

/** A person says what the file does to those who are here already; the file is planned again. */
export async function setMode(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  { mode, applyChanged }: z.output<typeof importModeRequest>,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  await requireMayImport(services, signedIn, { kind: 'people', mode });
  await inOrganization(services.db, organizationId, async (transaction) => {
    const { kind } = await requireImport(transaction, signedIn, importId, {
      lock: true,
      in: ['uploaded', 'ready'],
    });
    requirePeople(kind);
    await updateImport(transaction, organizationId, importId, {
      mode,
      applyChanged,
      state: 'checking',
      acting: signedIn,
      toPlan: true,
    });
  });
  return replan(services, signedIn, importId);
}
