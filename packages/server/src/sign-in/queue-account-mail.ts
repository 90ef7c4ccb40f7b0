import type { UserId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { AccountMailsTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import type { Services } from '../services.ts';

interface AccountMailWanted {
  readonly userId: UserId;
  readonly kind: AccountMailsTable['kind'];
  /** Of the credential: a mail with a link for an older one is not worth sending. */
  readonly generation: number;
}

/** Notes in the transaction that a mail about the account is to be sent. */
export async function queueAccountMail(
  { jobs }: Services,
  transaction: Transaction,
  { userId, kind, generation }: AccountMailWanted,
): Promise<void> {
  await transaction
    .insertInto('account_mails')
    .values({ mail_id: newId('mai'), user_id: userId, kind, generation })
    .execute();
  await jobs.enqueue(transaction, 'account-mail', null);
}
