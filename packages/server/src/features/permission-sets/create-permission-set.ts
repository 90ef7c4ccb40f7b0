import type { permissionSetCreate } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import type { z } from 'zod';
import { byMember } from '../../change/by-member.ts';
import { type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';

/** Makes a set of the organization's own, from scratch or as a copy. */
export async function createPermissionSet(
  services: Services,
  signedIn: SignedIn,
  {
    name,
    description,
    permissions,
    mayGrant,
    copiedFrom,
    restrictions,
  }: z.output<typeof permissionSetCreate>,
): Promise<Committed & { readonly setId: PermissionSetId }> {
  const setId = newId('pst');
  const committed = await commit(services, signedIn.organizationId, {
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
  return { ...committed, setId };
}
