import type { OrganizationId } from '@latchkey/engine';
import type { Database, Transaction } from './database.ts';
import { runTransaction } from './run-transaction.ts';

export interface InOrganizationOptions {
  readonly readOnly?: boolean;
  /** All statements see the database as it was at the first one. */
  readonly repeatableRead?: boolean;
  /** Named statements are planned once per connection, not for their values: for few rows, found by their keys. */
  readonly plannedOnce?: boolean;
  /** After so many milliseconds the connection is cut and the transaction fails with `TooSlow`. */
  readonly withinMs?: number;
}

/** One transaction that sees and touches this organization's rows only. `work` may run again after a deadlock. */
export function inOrganization<Result>(
  db: Database,
  organizationId: OrganizationId,
  work: (transaction: Transaction) => Promise<Result>,
  options: InOrganizationOptions = {},
): Promise<Result> {
  return runTransaction(db, { role: 'latchkey_app', organizationId, ...options }, work);
}
