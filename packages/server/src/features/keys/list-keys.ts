import type { ApiKey } from '@latchkey/contract';
import { inOrganization } from '../../db/in-organization.ts';
import { requireEverywhere } from '../../decide/reader.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { actorNames } from '../changes/actor-names.ts';
import { keyView } from './key-view.ts';
import { readKeys } from './queries.ts';

/** Every key of the organization, the live ones first. */
export async function listKeys(services: Services, signedIn: SignedIn): Promise<ApiKey[]> {
  await requireEverywhere(services, signedIn, 'access.key.manage');
  return inOrganization(
    services.db,
    signedIn.organizationId,
    async (transaction) => {
      const rows = await readKeys(transaction, signedIn.organizationId);
      const nameOf = await actorNames(transaction, signedIn.organizationId, rows);
      return rows.map((row) => keyView(row, nameOf(row)));
    },
    { readOnly: true },
  );
}
