import type { permissionSetCreate } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import type { z } from 'zod';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';

export type SetWanted = z.output<typeof permissionSetCreate>;

/** Makes a set of the organization's own, from scratch or as a copy. */
export async function createPermissionSet(
  services: Services,
  signedIn: SignedIn,
  wanted: SetWanted,
): Promise<Committed & { readonly setId: PermissionSetId }> {
  const setId = newId('pst');
  const request = setCreation(signedIn, setId, wanted);
  const committed = await commit(services, signedIn.organizationId, request);
  return { ...committed, setId };
}

/** What making a set asks for; the preview asks for the same. */
export const setCreation = (
  signedIn: SignedIn,
  setId: PermissionSetId,
  { name, description, permissions, mayGrant, copiedFrom, restrictions }: SetWanted,
): ChangeRequest => ({
  ...byMember(signedIn),
  operations: [
    {
      type: 'permissionSet.create',
      setId,
      name,
      description,
      permissions,
      mayGrant,
      copiedFrom,
      restrictions,
    },
  ],
});
