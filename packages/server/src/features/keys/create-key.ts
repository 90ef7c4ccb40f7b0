import type { ApiKeyCreated } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { decisionPointOf } from '../../decide/decision-point-metadata.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { newApiKeyToken } from '../../tokens/secret-token.ts';
import { actorNames } from '../changes/actor-names.ts';
import { keyView } from './key-view.ts';
import { readKeys, writeKeyHash } from './queries.ts';

/** Makes a key and shows its secret this once. */
export async function createKey(
  services: Services,
  signedIn: Pick<SignedIn, 'organizationId' | 'memberId' | 'userId'>,
  name: string,
): Promise<ApiKeyCreated> {
  const { organizationId } = signedIn;
  const keyId = newId('key');
  const { token, hash } = newApiKeyToken(organizationId);

  await commit(services, organizationId, {
    ...byMember(signedIn),
    operations: [{ type: 'key.create', keyId, name, hint: token.slice(-4) }],
    alongside: (transaction) => writeKeyHash(transaction, organizationId, keyId, hash),
  });

  return inOrganization(services.db, organizationId, async (transaction) => {
    const [row] = await readKeys(transaction, organizationId, keyId);
    if (!row) throw new ProblemError('not_found');
    const nameOf = await actorNames(transaction, organizationId, [row]);
    return {
      key: keyView(row, nameOf(row)),
      secret: token,
      decisionPoint: decisionPointOf(services.config.publicUrl, organizationId),
    };
  });
}
