import type { entityCreate } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import type { z } from 'zod';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';

/** Adds a place; whoever has access above it reaches it from now on. */
export async function createEntity(
  services: Services,
  signedIn: SignedIn,
  wanted: z.output<typeof entityCreate>,
): Promise<Committed & { readonly entityId: EntityId }> {
  const entityId = newId('ent');
  const request = entityCreation(signedIn, entityId, wanted);
  const committed = await commit(services, signedIn.organizationId, request);
  return { ...committed, entityId };
}

/** What adding a place asks for; the preview asks for the same. */
export const entityCreation = (
  signedIn: SignedIn,
  entityId: EntityId,
  { type, code, name, city, parents }: z.output<typeof entityCreate>,
): ChangeRequest => ({
  ...byMember(signedIn),
  operations: [{ type: 'entity.create', entityId, entityType: type, code, name, city, parents }],
});
