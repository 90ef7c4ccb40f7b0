import type { OrganizationId, UserId } from '@latchkey/engine';
import type { Context } from 'hono';
import type { Transaction } from '../../db/database.ts';
import type { Env } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { endSignIns, findAccount } from '../../sign-in/accounts.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import type { FoundSession } from '../../sign-in/find-session.ts';
import { askProvider, type ProvedIdentity } from '../../sign-in/provider/ask-provider.ts';
import { writeAttempt } from '../../sign-in/provider/attempt.ts';
import {
  addIdentity,
  connectMember,
  findUserOfIdentity,
  hasIdentity,
} from '../../sign-in/provider/identities.ts';
import {
  type IdentityProvider,
  offeredProvider,
} from '../../sign-in/provider/identity-provider.ts';
import type { RequestOrigin } from '../../sign-in/request-origin.ts';
import { type SignedInPerson, signIn } from '../../sign-in/sign-in.ts';
import { claimSignInName } from '../../sign-in/sign-in-names.ts';
import { insertUser, type Joining, joinOrganization, markVerified } from './join-organization.ts';
import { type OpenedInvitation, requireWaiting } from './opened-invitation.ts';
import { refuseAnotherPerson } from './refuse-another-person.ts';

export interface ProviderAcceptance {
  readonly token: string;
  readonly name: string;
  readonly again: boolean;
  readonly session: FoundSession | null;
}

/** Sends the invited person to the provider; the invitation stays as it is until somebody comes back from there. */
export async function beginAcceptance(
  services: Services,
  context: Context<Env>,
  { token, name, again, session }: ProviderAcceptance,
): Promise<string> {
  const opened = await requireWaiting(services, token);
  await refuseAnotherPerson(services, opened, session);
  const { organizationId } = opened.token;
  const provider = await requireProvider(services, organizationId, opened);
  const { url, secrets } = await askProvider(services, provider, {
    loginHint: opened.row.address,
    again,
  });
  writeAttempt(context, services.config, {
    connectionId: provider.connectionId,
    secrets,
    purpose: { kind: 'accept', organizationId, token, name },
  });
  return url;
}

export interface ProvedAcceptance {
  readonly token: string;
  readonly name: string;
  readonly provider: IdentityProvider;
  readonly identity: ProvedIdentity;
  readonly origin: RequestOrigin;
}

/** The person came back from the provider: joins if it is the one who was invited. */
export async function acceptWithProvider(
  services: Services,
  { token, name, provider, identity, origin }: ProvedAcceptance,
): Promise<SignedInPerson> {
  const opened = await requireWaiting(services, token);
  const { organizationId } = opened.token;
  const offered = await requireProvider(services, organizationId, opened);
  // Another provider was set up while the person was away.
  if (offered.connectionId !== provider.connectionId)
    throw new ProblemError('provider_attempt_ended');
  if (!identity.verified || identity.address === null)
    throw new ProblemError('provider_address_unverified');
  if (canonicalAddress(identity.address)?.address !== opened.row.address)
    throw new ProblemError('provider_wrong_address');
  const { connectionId } = provider;
  const userId = await joinOrganization(services, opened, name, () =>
    joining(services, opened, { connectionId, subject: identity.subject }),
  );
  return signIn(services, { userId, method: 'sso', connectionId, organizationId, origin });
}

async function requireProvider(
  services: Services,
  organizationId: OrganizationId,
  { row }: OpenedInvitation,
): Promise<IdentityProvider> {
  if (row.sign_in_method !== 'sso')
    throw new ProblemError('other_sign_in_method', { values: { way: 'a password' } });
  const provider = await offeredProvider(services, organizationId);
  if (!provider) throw new ProblemError('no_identity_provider');
  return provider;
}

/** A new account, or the one that the address has if the mailbox vouches for the person, or the provider did so before. */
async function joining(
  services: Services,
  { row, token }: OpenedInvitation,
  identity: { readonly connectionId: IdentityProvider['connectionId']; readonly subject: string },
): Promise<Joining> {
  const { connectionId } = identity;
  const mailed = token.via === 'mail';
  const account = await findAccount(services.db, { address: row.address });
  const known = await findUserOfIdentity(services.db, identity);
  if (known !== null && known !== account?.userId)
    throw new ProblemError('identity_of_another_person');
  if (account && known === null) {
    // An address alone, from whichever provider, is no way into an account that is there already.
    if (!mailed) throw new ProblemError('mailed_link_needed');
    if (await hasIdentity(services.db, connectionId, account.userId))
      throw new ProblemError('identity_of_another_person');
  }
  const userId = account?.userId ?? newId('usr');
  return {
    userId,
    write: async (transaction) => {
      // Whoever set a password before the address was proven may have been somebody else.
      if (account && !account.verified) await forgetPassword(transaction, userId);
      if (account) await markVerified(transaction, userId, mailed);
      else await insertUser(transaction, { userId, address: row.address, mailed });
      if (known === null) await addIdentity(transaction, identity, userId);
      await connectMember(transaction, token.organizationId, row.member_id, connectionId);
      await claimSignInName(transaction, userId, token.invitationId, null);
    },
  };
}

async function forgetPassword(transaction: Transaction, userId: UserId): Promise<void> {
  await transaction.deleteFrom('credentials').where('user_id', '=', userId).execute();
  await endSignIns(transaction, userId);
}
