import type { Database, Transaction } from './database.ts';
import { runTransaction } from './run-transaction.ts';

/** One transaction on the global tables; no organization is set, so tenant tables show no rows. */
export function globally<Result>(
  db: Database,
  work: (transaction: Transaction) => Promise<Result>,
  options: { readonly readOnly?: boolean; readonly withinMs?: number } = {},
): Promise<Result> {
  return runTransaction(db, { role: 'latchkey_app', organizationId: null, ...options }, work);
}
