import type { entityCreate } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import type { z } from 'zod';
import { byMember } from '../../change/by-member.ts';
import { type Committed, commit } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';

/** Adds a place; whoever has access above it reaches it from now on. */
export async function createEntity(
  services: Services,
  signedIn: SignedIn,
  { type, code, name, city, parents }: z.output<typeof entityCreate>,
): Promise<Committed & { readonly entityId: EntityId }> {
  const entityId = newId('ent');
  const committed = await commit(services, signedIn.organizationId, {
    ...byMember(signedIn),
    operations: [{ type: 'entity.create', entityId, entityType: type, code, name, city, parents }],
  });
  return { ...committed, entityId };
}
