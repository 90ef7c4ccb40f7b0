import { type AccessModel, accessMoves, type OrganizationId } from '@latchkey/engine';
import { commit } from '../../change/commit.ts';
import type { Services } from '../../services.ts';
import { moveDigest } from './move-digest.ts';
import { moveRequest } from './move-request.ts';

/** What would be done is no longer what was reviewed; nothing was done. */
export class MoveDiffers extends Error {
  override readonly name = 'MoveDiffers';
}

/**
 * Moves an organization to a version of the model, if that does what the reviewed plan said: both plans are
 * compared under the organization's lock.
 */
export async function applyModelMove(
  services: Services,
  { organizationId, digest }: { organizationId: OrganizationId; digest: string },
  model: AccessModel,
): Promise<{ revision: number }> {
  const { request, newSetIds } = moveRequest(model);
  const { revision } = await commit(services, organizationId, {
    ...request,
    alongside: async (_transaction, plan) => {
      const moves = accessMoves(plan, Date.now());
      if (moveDigest(plan, moves, newSetIds) !== digest) {
        throw new MoveDiffers('Something has changed since the plan was made. Plan again.');
      }
    },
  });
  return { revision };
}
