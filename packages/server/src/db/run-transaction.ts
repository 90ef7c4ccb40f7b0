import type { OrganizationId } from '@latchkey/engine';
import type pg from 'pg';
import type { Database, Transaction } from './database.ts';
import { TooSlow, within } from './within.ts';

export interface TransactionOptions {
  readonly role: 'latchkey_app' | 'latchkey_across';
  /** Null: no organization is set, so tenant tables show no rows to `latchkey_app`. */
  readonly organizationId: OrganizationId | null;
  readonly readOnly?: boolean;
  /** All statements see the database as it was at the first one. */
  readonly repeatableRead?: boolean;
  /** After so many milliseconds the connection is cut and the transaction fails with `TooSlow`. */
  readonly withinMs?: number;
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
  const client = await connect(db, options.withinMs);
  let broken = false;
  let late: TooSlow | null = null;
  const cut = setTimeoutWithin(options.withinMs, (tooSlow) => {
    late = tooSlow;
    client.connection.stream.destroy();
  });
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
    throw late ?? error;
  } finally {
    clearTimeout(cut);
    client.release(broken);
  }
}

/** A connection that comes too late goes back to the others. */
async function connect({ pool }: Database, withinMs: number | undefined): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  if (withinMs === undefined) return connecting;
  try {
    return await within(withinMs, connecting);
  } catch (error) {
    if (error instanceof TooSlow)
      connecting.then(
        (client) => client.release(),
        () => {},
      );
    throw error;
  }
}

function setTimeoutWithin(
  withinMs: number | undefined,
  onLate: (tooSlow: TooSlow) => void,
): NodeJS.Timeout | undefined {
  if (withinMs === undefined) return undefined;
  return setTimeout(() => onLate(new TooSlow(withinMs)), withinMs);
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
