import type { ApiKeyCreated, PlanView } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { decisionPointOf } from '../../decide/decision-point-metadata.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { newApiKeyToken } from '../../tokens/secret-token.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
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

/** That a key gives no person anything, and what would stand in its way; no secret is made. */
export function previewKeyCreation(
  services: Services,
  signedIn: SignedIn,
  name: string,
  page: AffectedPage,
): Promise<PlanView> {
  const operations = [{ type: 'key.create', keyId: newId('key'), name, hint: '' } as const];
  return previewChange(services, signedIn, { ...byMember(signedIn), operations }, page);
}
