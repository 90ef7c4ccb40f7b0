import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { type Account, findAccount } from '../../sign-in/accounts.ts';
import type { FoundSession } from '../../sign-in/find-session.ts';
import { hashPassword, isPassword } from '../../sign-in/password-hash.ts';
import { requireStrongPassword } from '../../sign-in/password-strength.ts';
import type { RequestOrigin } from '../../sign-in/request-origin.ts';
import { type SignedInPerson, signIn } from '../../sign-in/sign-in.ts';
import { countAttempt, forgetAttempts } from '../../sign-in/throttle.ts';
import { type OpenedInvitation, requireWaiting } from './opened-invitation.ts';

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly session: FoundSession | null;
  readonly origin: RequestOrigin;
}

/** Who joins, and what has to be written so that this person can sign in. */
interface Joining {
  readonly userId: UserId;
  readonly write: (transaction: Transaction) => Promise<void>;
}

/** The invited person joins the organization, exactly once, while the invitation is live, and is signed in. */
export async function acceptInvitation(
  services: Services,
  acceptance: Acceptance,
): Promise<SignedInPerson> {
  const opened = await requireWaiting(services, acceptance.token);
  await refuseAnotherPerson(services, opened, acceptance.session);
  const { organizationId } = opened.token;
  const userId = await join(services, opened, acceptance).catch((error: unknown) => {
    // Another organization's invitation was accepted meanwhile and made the account: now there is one.
    if (isUniqueViolation(error)) return join(services, opened, acceptance);
    throw error;
  });
  return signIn(services, {
    userId,
    method: 'invitation',
    organizationId,
    origin: acceptance.origin,
  });
}

async function join(
  services: Services,
  opened: OpenedInvitation,
  acceptance: Acceptance,
): Promise<UserId> {
  const { organizationId, invitationId, generation } = opened.token;
  const { userId, write } = await joining(services, opened, acceptance);
  await commit(services, organizationId, {
    actor: { type: 'invitee', memberId: opened.row.member_id },
    authority: { kind: 'invitee', memberId: opened.row.member_id },
    channel: 'link',
    operations: [
      { type: 'invitation.accept', invitationId, generation, userId, name: acceptance.name },
    ],
    alongside: write,
  });
  return userId;
}

const isUniqueViolation = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === '23505';

async function refuseAnotherPerson(
  { db }: Services,
  { row }: OpenedInvitation,
  session: FoundSession | null,
): Promise<void> {
  const signedIn = session && (await findAccount(db, { userId: session.userId }));
  if (signedIn && signedIn.address !== row.address)
    throw new ProblemError('invitation_for_another_person');
}

/** A new account, or the one that the address has, whose password must be the right one and stays as it is. */
async function joining(
  services: Services,
  opened: OpenedInvitation,
  acceptance: Acceptance,
): Promise<Joining> {
  const account = await findAccount(services.db, { address: opened.row.address });
  const mailed = opened.token.via === 'mail';
  if (!account) return newAccount(opened.row.address, mailed, acceptance.password);
  // Nobody has shown yet that this account's holder reads the mailbox; a copied link does not show it either.
  if (!account.verified && !mailed) throw new ProblemError('address_unverified');
  await requirePassword(services, account, acceptance);
  return {
    userId: account.userId,
    write: (transaction) => markVerified(transaction, account.userId, mailed),
  };
}

async function newAccount(address: string, mailed: boolean, password: string): Promise<Joining> {
  requireStrongPassword(password, address);
  const passwordHash = await hashPassword(password);
  const userId = newId('usr');
  return {
    userId,
    write: async (transaction) => {
      await transaction
        .insertInto('users')
        .values({ user_id: userId, address, verified_at: mailed ? sql`now()` : null })
        .execute();
      await transaction
        .insertInto('credentials')
        .values({ user_id: userId, password_hash: passwordHash })
        .execute();
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

async function markVerified(
  transaction: Transaction,
  userId: UserId,
  mailed: boolean,
): Promise<void> {
  if (!mailed) return;
  await transaction
    .updateTable('users')
    .set({ verified_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('verified_at', 'is', null)
    .execute();
}
