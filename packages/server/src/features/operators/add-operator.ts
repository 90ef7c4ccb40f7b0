import { randomBytes } from 'node:crypto';
import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import type { Transaction } from '../../db/database.ts';
import { globally } from '../../db/globally.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { endSignIns, readAccount } from '../../sign-in/accounts.ts';
import { hashPassword } from '../../sign-in/password-hash.ts';
import { signPasswordResetToken } from '../../tokens/password-reset-token.ts';

export interface NewOperator {
  /** The address in its canonical form. */
  readonly address: string;
  readonly name: string;
  /** Make a link to set a password although the account has one already. */
  readonly newLink?: boolean;
}

export interface AddedOperator {
  readonly userId: UserId;
  /** A link to set the password, for a new account or when one was asked for; works once, for a day. */
  readonly link: string | null;
}

const linkLife = 24 * 60 * 60 * 1000;

/** Makes somebody an operator, with an account if there is none. Only whoever runs the server's machine can. */
export async function addOperator(
  { db, config }: Services,
  { address, name, newLink = false }: NewOperator,
): Promise<AddedOperator> {
  // Nobody knows it: the account opens by the link alone.
  const unknownPassword = await hashPassword(randomBytes(32).toString('base64url'));
  const { account, isNew } = await globally(db, async (transaction) => {
    const existing = await readAccount(transaction, { address });
    const userId = existing?.userId ?? newId('usr');
    if (!existing) {
      await transaction.insertInto('users').values({ user_id: userId, address }).execute();
    }
    // A password of an account whose address nobody has proven may be anybody's: it opens nothing here.
    const isProven =
      existing?.passwordHash != null &&
      (existing.verified || (await isOperator(transaction, userId)));
    if (!isProven) {
      await transaction
        .insertInto('credentials')
        .values({ user_id: userId, password_hash: unknownPassword })
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet({
            password_hash: unknownPassword,
            generation: sql`credentials.generation + 1`,
            changed_at: sql`now()`,
          }),
        )
        .execute();
      await endSignIns(transaction, userId);
    }
    await transaction
      .insertInto('operators')
      .values({ user_id: userId, name })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ name, removed_at: null }))
      .execute();
    await recordOperatorEvent(transaction, {
      kind: 'operator.added',
      userId: null,
      ipAddress: '',
      details: { userId },
    });
    const made = await readAccount(transaction, { userId });
    if (!made) throw new Error('The account was made a moment ago.');
    return { account: made, isNew: !isProven };
  });
  const { userId, generation } = account;
  if (!isNew && !newLink) return { userId, link: null };
  const token = signPasswordResetToken(config.serverKey, {
    userId,
    credentialGeneration: generation,
    expiresAt: Date.now() + linkLife,
  });
  return { userId, link: `${config.publicUrl}/reset-password#${token}` };
}

/** Whoever is one already has set the password by the link of then. */
async function isOperator(transaction: Transaction, userId: UserId): Promise<boolean> {
  const row = await transaction
    .selectFrom('operators')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
