import type { Database, Transaction } from './database.ts';
import { runTransaction } from './run-transaction.ts';

/**
 * Why somebody reads across organizations; one entry per caller, each a reason one would tell a customer.
 *
 * - `memberships-of-a-user`: which organizations may this person choose after signing in.
 * - `queued-without-job`: the sweep that finds outbox rows and imports whose job was lost.
 * - `list-organizations`: the operator at the command line, and whether the demo is seeded.
 * - `models-in-force`: whether this process has every access model it needs, for readiness.
 * - `operator-organizations`: the operator's list of organizations, with their sizes.
 * - `operator-people`: an operator looks a person up in all organizations; recorded.
 * - `heads-of-organizations`: whether what this process decides on is still the newest, every second.
 * - `visits-of-an-operator`: who is removed as an operator leaves every organization at once.
 */
export type AcrossReason =
  | 'memberships-of-a-user'
  | 'queued-without-job'
  | 'list-organizations'
  | 'models-in-force'
  | 'operator-organizations'
  | 'operator-people'
  | 'heads-of-organizations'
  | 'visits-of-an-operator';

/** One transaction that reads tenant rows of every organization; it can write none of them. */
export function acrossOrganizations<Result>(
  db: Database,
  _reason: AcrossReason,
  work: (transaction: Transaction) => Promise<Result>,
  options: { readonly withinMs?: number } = {},
): Promise<Result> {
  return runTransaction(db, { role: 'latchkey_across', organizationId: null, ...options }, work);
}
