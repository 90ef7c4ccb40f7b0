import type { Entity } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { entityView } from './entity-view.ts';
import { readEntity } from './queries.ts';
import { requireVisible } from './require-visible.ts';

/** One place; one that the reader does not see is not there. */
export async function getEntity(
  services: Services,
  signedIn: SignedIn,
  entityId: EntityId,
): Promise<Entity> {
  const visible = await requireVisible(services, signedIn);
  const { managed } = visible;
  if (managed && !managed.includes(entityId)) throw new ProblemError('not_found');
  const row = await inOrganization(
    services.db,
    signedIn.organizationId,
    (transaction) => readEntity(transaction, signedIn.organizationId, entityId),
    { readOnly: true },
  );
  if (!row) throw new ProblemError('not_found');
  return entityView(row, visible);
}
