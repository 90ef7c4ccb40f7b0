import type { PermissionSetDelete } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import { stillAt } from '../../change/still-at.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** Deletes a set; whoever holds it gets the replacement, or nothing where that is asked for. */
export function deletePermissionSet(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  revision: number,
  replacementSetId: PermissionSetDelete['replacementSetId'],
): Promise<Committed> {
  return commit(services, signedIn.organizationId, {
    ...setDeletion(signedIn, setId, replacementSetId),
    alongside: stillAt(signedIn.organizationId, setId, revision),
  });
}

/** What a deletion asks for; the preview asks for the same. */
export const setDeletion = (
  signedIn: SignedIn,
  setId: PermissionSetId,
  replacementSetId: PermissionSetDelete['replacementSetId'],
): ChangeRequest => ({
  ...byMember(signedIn),
  operations: [{ type: 'permissionSet.delete', setId, replacementSetId }],
});
