import type { IdentityProviderUpdate } from '@latchkey/contract';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { discoverProvider } from '../../sign-in/provider/ask-provider.ts';
import { sealText } from '../../tokens/seal.ts';
import { forgetConnection, lockSettings, readProvider, writeProvider } from './queries.ts';
import { requireOwnerToChange } from './require-owner.ts';

/** Sets the organization's own provider, once its issuer has answered. Another issuer is another connection: nobody is linked to it yet. */
export async function saveProvider(
  services: Services,
  signedIn: SignedIn,
  { name, issuer, clientId, clientSecret }: IdentityProviderUpdate,
  ipAddress: string,
): Promise<void> {
  requireOwnerToChange(signedIn);
  const { db, config } = services;
  await discoverProvider(services, { issuer, clientId, clientSecret: clientSecret ?? 'unknown' });
  const { organizationId, memberId } = signedIn;
  await inOrganization(db, organizationId, async (transaction) => {
    await lockSettings(transaction, signedIn);
    const present = await readProvider(transaction, organizationId);
    const stays = present !== null && sameIssuer(present.issuer, issuer);
    if (!stays && clientSecret === undefined) throw secretMissing();
    if (present && !stays) {
      if (present.owner_count > 0) throw new ProblemError('provider_in_use');
      await forgetConnection(transaction, present.connection_id);
    }
    const connectionId = stays ? present.connection_id : newId('con');
    await writeProvider(transaction, organizationId, {
      connectionId,
      name,
      issuer,
      clientId,
      clientSecret:
        clientSecret === undefined
          ? undefined
          : sealText(config.serverKey, 'provider-secret', connectionId, clientSecret),
    });
    await recordEvent(transaction, {
      organizationId,
      kind: 'identity_provider.changed',
      memberId,
      ipAddress,
      details: { connectionId, name, issuer, clientId, newSecret: clientSecret !== undefined },
    });
  });
}

export const sameIssuer = (one: string, other: string) => new URL(one).href === new URL(other).href;

const secretMissing = () =>
  new ProblemError('malformed_request', {
    places: [
      {
        pointer: '/clientSecret',
        code: 'required',
        detail: 'A new issuer needs its client secret.',
        subject: null,
        values: {},
      },
    ],
  });
