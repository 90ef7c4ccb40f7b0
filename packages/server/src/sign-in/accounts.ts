import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Database, Transaction } from '../db/database.ts';
import { globally } from '../db/globally.ts';
import { canonicalAddress } from './canonical-address.ts';

export interface Account {
  readonly userId: UserId;
  readonly address: string;
  readonly verified: boolean;
  readonly passwordHash: string | null;
  /** Raised by every change of the password. */
  readonly generation: number;
}

export type AccountKey =
  | { readonly address: string }
  | { readonly userId: UserId }
  /** A sign-in name that was chosen instead of the address. */
  | { readonly name: string };

export function findAccount(db: Database, key: AccountKey): Promise<Account | null> {
  return globally(db, (transaction) => readAccount(transaction, key), { readOnly: true });
}

export async function readAccount(
  transaction: Transaction,
  key: AccountKey,
): Promise<Account | null> {
  const row = await transaction
    .selectFrom('users as u')
    .leftJoin('credentials as c', 'c.user_id', 'u.user_id')
    .select(['u.user_id', 'u.address', 'u.verified_at', 'c.password_hash', 'c.generation'])
    .where((is) => {
      if ('address' in key) return is('u.address', '=', key.address);
      if ('userId' in key) return is('u.user_id', '=', key.userId);
      return is(
        'u.user_id',
        '=',
        is.selectFrom('sign_in_names').select('user_id').where('name', '=', key.name),
      );
    })
    .executeTakeFirst();
  return row
    ? {
        userId: row.user_id,
        address: row.address,
        verified: row.verified_at !== null,
        passwordHash: row.password_hash,
        generation: row.generation ?? 0,
      }
    : null;
}

/** An account as its holder names it when signing in: by the address, or by the name chosen instead. */
export function findAccountNamed(db: Database, entered: string): Promise<Account | null> {
  return findAccount(db, accountKey(entered));
}

/** Names have no `@`, addresses have one: what is entered cannot mean both. */
export function accountKey(entered: string): Exclude<AccountKey, { userId: UserId }> {
  const text = entered.trim().toLowerCase();
  if (!text.includes('@')) return { name: text };
  return { address: canonicalAddress(entered)?.address ?? text };
}

/** Sets the password if nobody has changed it since `generation`; every reset link made before is dead then. */
export async function setPassword(
  transaction: Transaction,
  userId: UserId,
  passwordHash: string,
  generation: number,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('credentials')
    .set({ password_hash: passwordHash, generation: generation + 1, changed_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('generation', '=', generation)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends a person's sign-ins and with them their sessions in every organization. */
export async function endSignIns(
  transaction: Transaction,
  userId: UserId,
  options: { readonly except?: string } = {},
): Promise<void> {
  await transaction
    .updateTable('sign_ins')
    .set({ expires_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .$if(options.except !== undefined, (query) =>
      query.where('sign_in_id', '<>', sql<never>`${options.except}`),
    )
    .execute();
}
