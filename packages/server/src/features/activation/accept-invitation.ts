import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { type Account, findAccount } from '../../sign-in/accounts.ts';
import { canonicalSignInName } from '../../sign-in/canonical-sign-in-name.ts';
import type { FoundSession } from '../../sign-in/find-session.ts';
import { otherSignInMethod } from '../../sign-in/other-sign-in-method.ts';
import { hashPassword, isPassword } from '../../sign-in/password-hash.ts';
import { requireStrongPassword } from '../../sign-in/password-strength.ts';
import type { RequestOrigin } from '../../sign-in/request-origin.ts';
import { type SignedInPerson, signIn } from '../../sign-in/sign-in.ts';
import { claimSignInName } from '../../sign-in/sign-in-names.ts';
import { countAttempt, forgetAttempts } from '../../sign-in/throttle.ts';
import { insertUser, type Joining, joinOrganization, markVerified } from './join-organization.ts';
import { type OpenedInvitation, requireWaiting } from './opened-invitation.ts';
import { refuseAnotherPerson } from './refuse-another-person.ts';

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  /** Undefined: what was chosen when the person was invited, else the address. */
  readonly signInName: string | undefined;
  readonly session: FoundSession | null;
  readonly origin: RequestOrigin;
}

/** The invited person joins the organization, exactly once, while the invitation is live, and is signed in. */
export async function acceptInvitation(
  services: Services,
  acceptance: Acceptance,
): Promise<SignedInPerson> {
  const opened = await requireWaiting(services, acceptance.token);
  const { organizationId } = opened.token;
  const signInMethod = opened.row.sign_in_method;
  if (signInMethod === 'sso')
    throw await otherSignInMethod(services, { organizationId, signInMethod });
  await refuseAnotherPerson(services, opened, acceptance.session);
  const userId = await joinOrganization(services, opened, acceptance.name, () =>
    joining(services, opened, acceptance),
  );
  return signIn(services, {
    userId,
    method: 'invitation',
    organizationId,
    origin: acceptance.origin,
  });
}

/** A new account, or the one that the address has, whose password must be the right one and stays as it is. */
async function joining(
  services: Services,
  opened: OpenedInvitation,
  acceptance: Acceptance,
): Promise<Joining> {
  const account = await findAccount(services.db, { address: opened.row.address });
  const mailed = opened.token.via === 'mail';
  if (!account) return newAccount(opened, acceptance);
  // Nobody has shown yet that this account's holder reads the mailbox; a copied link does not show it either.
  if (!account.verified && !mailed) throw new ProblemError('address_unverified');
  if (account.passwordHash === null)
    return firstPassword(account, opened, mailed, acceptance.password);
  await requirePassword(services, account, acceptance);
  const { invitationId } = opened.token;
  return {
    userId: account.userId,
    write: async (transaction) => {
      await markVerified(transaction, account.userId, mailed);
      await claimSignInName(transaction, account.userId, invitationId, null);
    },
  };
}

async function newAccount(
  { row, token }: OpenedInvitation,
  { password, signInName }: Acceptance,
): Promise<Joining> {
  const { address } = row;
  const chosen =
    signInName === undefined
      ? { name: row.sign_in_name }
      : canonicalSignInName(signInName, address);
  if (!chosen) throw invalidSignInName(signInName ?? '');
  requireStrongPassword(password, address);
  const passwordHash = await hashPassword(password);
  const userId = newId('usr');
  return {
    userId,
    write: async (transaction) => {
      await insertUser(transaction, { userId, address, mailed: token.via === 'mail' });
      await transaction
        .insertInto('credentials')
        .values({ user_id: userId, password_hash: passwordHash })
        .execute();
      await claimSignInName(transaction, userId, token.invitationId, chosen.name);
    },
  };
}

/** Of somebody who has signed in through a provider until now: the mailbox vouches, as it does for a reset. */
async function firstPassword(
  { userId, address }: Account,
  { token }: OpenedInvitation,
  mailed: boolean,
  password: string,
): Promise<Joining> {
  if (!mailed) throw new ProblemError('mailed_link_needed');
  requireStrongPassword(password, address);
  const passwordHash = await hashPassword(password);
  return {
    userId,
    write: async (transaction) => {
      await markVerified(transaction, userId, mailed);
      await transaction
        .insertInto('credentials')
        .values({ user_id: userId, password_hash: passwordHash })
        .execute();
      await claimSignInName(transaction, userId, token.invitationId, null);
    },
  };
}

async function requirePassword(
  services: Services,
  account: Account,
  { password, origin }: Acceptance,
): Promise<void> {
  const counted = {
    db: services.db,
    purpose: 'password',
    address: account.address,
    ipAddress: origin.ipAddress,
  } as const;
  await countAttempt(counted);
  if (!(await isPassword(account.passwordHash, password)))
    throw new ProblemError('wrong_credentials');
  await forgetAttempts(counted);
}

function invalidSignInName(subject: string): ProblemError {
  const place = {
    pointer: '/signInName',
    code: 'invalid_sign_in_name',
    detail: 'This cannot be a sign-in name.',
    subject,
    values: {},
  };
  return new ProblemError('invalid_sign_in_name', { places: [place] });
}
