import type { EntityUpdate } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import { stillAt } from '../../change/still-at.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** Renames, moves, closes or reopens a place, unless somebody else has changed it since `revision`. */
export function updateEntity(
  services: Services,
  signedIn: SignedIn,
  entityId: EntityId,
  revision: number,
  update: EntityUpdate,
): Promise<Committed> {
  return commit(services, signedIn.organizationId, {
    ...entityChange(signedIn, entityId, update),
    alongside: stillAt(signedIn.organizationId, entityId, revision),
  });
}

/** What an update asks for; the preview asks for the same. */
export function entityChange(
  signedIn: SignedIn,
  entityId: EntityId,
  { code, name, city, parents, closed }: EntityUpdate,
): ChangeRequest {
  return {
    ...byMember(signedIn),
    operations: [
      {
        type: 'entity.update',
        entityId,
        ...(code !== undefined && { code }),
        ...(name !== undefined && { name }),
        ...(city !== undefined && { city }),
        ...(parents !== undefined && { parents }),
        ...(closed !== undefined && { closed }),
      },
    ],
  };
}
