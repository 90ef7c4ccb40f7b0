import type { OrganizationId } from '@latchkey/engine';
import type { Database, Transaction } from './database.ts';

export interface TransactionOptions {
  readonly role: 'latchkey_app' | 'latchkey_across';
  /** Null: no organization is set, so tenant tables show no rows to `latchkey_app`. */
  readonly organizationId: OrganizationId | null;
  readonly readOnly?: boolean;
  /** All statements see the database as it was at the first one. */
  readonly repeatableRead?: boolean;
}

/** COMMIT was sent and no answer came: the transaction may have happened or not. */
export class CommitOutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('The connection broke during COMMIT.', { cause });
    this.name = 'CommitOutcomeUnknown';
  }
}

const ATTEMPTS = 4;

/** Runs `work` in one transaction under a role that row-level security binds; serialization failures and deadlocks are tried again. */
export async function runTransaction<Result>(
  db: Database,
  options: TransactionOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(db, options, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * Math.random()));
    }
  }
}

async function runOnce<Result>(
  db: Database,
  options: TransactionOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const begin = beginStatements(options);
  const client = await db.pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(db.transactionOn(client));
    const { command } = await client.query('commit').catch((error: unknown) => {
      throw sqlState(error) === null ? new CommitOutcomeUnknown(error) : error;
    });
    // PostgreSQL answers COMMIT with ROLLBACK when an earlier failure was swallowed by the caller.
    if (command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const organizationIdPattern = /^org_[0-9a-z]{8,40}$/;

/** One round trip opens the transaction, takes the role and names the organization. */
function beginStatements({
  role,
  organizationId,
  readOnly,
  repeatableRead,
}: TransactionOptions): string {
  // INVARIANT: the id goes into the statement's text, so its shape is proved here.
  if (organizationId !== null && !organizationIdPattern.test(organizationId))
    throw new TypeError('This is not an organization id.');
  const isolation = repeatableRead ? ' isolation level repeatable read' : '';
  const access = readOnly ? ' read only' : '';
  return (
    `begin${isolation}${access}; set local role ${role}; ` +
    `set local latchkey.organization_id = '${organizationId ?? ''}'`
  );
}

function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** The five characters of a PostgreSQL error, or null when the error is none of the server's. */
function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return null;
  return /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error ? error.code : null;
}
