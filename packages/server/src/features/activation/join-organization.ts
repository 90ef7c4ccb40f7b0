import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import type { Services } from '../../services.ts';
import type { OpenedInvitation } from './opened-invitation.ts';

/** Who joins, and what has to be written so that this person can sign in. */
export interface Joining {
  readonly userId: UserId;
  readonly write: (transaction: Transaction) => Promise<void>;
}

/** The invitation is accepted and the account written, together or not at all. */
export async function joinOrganization(
  services: Services,
  opened: OpenedInvitation,
  name: string,
  joining: () => Promise<Joining>,
): Promise<UserId> {
  const { organizationId, invitationId, generation } = opened.token;
  const join = async () => {
    const { userId, write } = await joining();
    await commit(services, organizationId, {
      actor: { type: 'invitee', memberId: opened.row.member_id },
      authority: { kind: 'invitee', memberId: opened.row.member_id },
      channel: 'link',
      operations: [{ type: 'invitation.accept', invitationId, generation, userId, name }],
      alongside: write,
    });
    return userId;
  };
  return join().catch((error: unknown) => {
    // Another organization's invitation was accepted meanwhile and made the account: now there is one.
    if (isUniqueViolation(error)) return join();
    throw error;
  });
}

const isUniqueViolation = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === '23505';

/** A new account; the address counts as proven only when the link came by mail. */
export async function insertUser(
  transaction: Transaction,
  {
    userId,
    address,
    mailed,
  }: { readonly userId: UserId; readonly address: string; readonly mailed: boolean },
): Promise<void> {
  await transaction
    .insertInto('users')
    .values({ user_id: userId, address, verified_at: mailed ? sql`now()` : null })
    .execute();
}

/** The mail has made its way to the mailbox and back. */
export async function markVerified(
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
