import type { PermissionSetUpdate } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import { stillAt } from '../../change/still-at.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** Changes a set for everybody who holds it, unless somebody else has changed it since `revision`. */
export function updatePermissionSet(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  revision: number,
  update: PermissionSetUpdate,
): Promise<Committed> {
  return commit(services, signedIn.organizationId, {
    ...setUpdate(signedIn, setId, update),
    alongside: stillAt(signedIn.organizationId, setId, revision),
  });
}

/** What an update asks for; the preview asks for the same. */
export const setUpdate = (
  signedIn: SignedIn,
  setId: PermissionSetId,
  { name, description, permissions, mayGrant, restrictions }: PermissionSetUpdate,
): ChangeRequest => ({
  ...byMember(signedIn),
  operations: [
    {
      type: 'permissionSet.update',
      setId,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(permissions !== undefined && { permissions }),
      ...(mayGrant !== undefined && { mayGrant }),
      ...(restrictions !== undefined && { restrictions }),
    },
  ],
});
