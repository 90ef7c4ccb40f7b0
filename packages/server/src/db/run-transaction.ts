import { Socket } from 'node:net';
import type { OrganizationId } from '@latchkey/engine';
import type pg from 'pg';
import type { Database, Transaction } from './database.ts';
import { together } from './together.ts';
import { TooSlow, within } from './within.ts';

export interface TransactionOptions {
  readonly role: 'latchkey_app' | 'latchkey_across';
  /** Null: no organization is set, so tenant tables show no rows to `latchkey_app`. */
  readonly organizationId: OrganizationId | null;
  readonly readOnly?: boolean;
  /** All statements see the database as it was at the first one. */
  readonly repeatableRead?: boolean;
  /** Named statements are planned once per connection, not for their values: for few rows, found by their keys. */
  readonly plannedOnce?: boolean;
  /** After so many milliseconds the connection is cut and the transaction fails with `TooSlow`. */
  readonly withinMs?: number;
}

/** COMMIT was sent and no answer came: the transaction may have happened or not, which only a look can tell. */
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
  const begin = beginStatements(options, db.silentMs);
  const client = await connect(db, options.withinMs);
  let state: Parameters<Database['release']>[1] = 'good';
  let late: TooSlow | null = null;
  const stream = socketOf(client);
  const cut = (afterMs: number) => {
    late = new TooSlow(afterMs);
    stream.destroy();
  };
  const deadline = options.withinMs;
  const timer = deadline === undefined ? undefined : setTimeout(() => cut(deadline), deadline);
  const onSilence = () => {
    cut(db.silentMs);
    state = 'silent';
  };
  stream.setTimeout(db.silentMs, onSilence);
  // INVARIANT: statements that follow a BEGIN that failed fail too, so that nothing has to wait for it.
  const { begun, working } = together(client, () => {
    const begun = client.query(begin);
    return { begun, working: (async () => work(db.transactionOn(client)))() };
  });
  begun.catch(() => {});
  try {
    const result = await working;
    await begun;
    const { command } = await client.query('commit').catch((error: unknown) => {
      throw sqlState(error) === null && !options.readOnly
        ? new CommitOutcomeUnknown(late ?? error)
        : error;
    });
    // PostgreSQL answers COMMIT with ROLLBACK when an earlier failure was swallowed by the caller.
    if (command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
    return result;
  } catch (failure) {
    await client.query('rollback').catch(() => {
      if (state === 'good') state = 'broken';
    });
    // What went wrong first is what went wrong.
    const error = await begun.then(
      () => failure,
      (reason: unknown) => reason,
    );
    throw error instanceof CommitOutcomeUnknown ? error : (late ?? error);
  } finally {
    clearTimeout(timer);
    stream.setTimeout(0);
    stream.off('timeout', onSilence);
    db.release(client, state);
  }
}

function socketOf({ connection: { stream } }: pg.PoolClient): Socket {
  if (stream instanceof Socket) return stream;
  throw new TypeError('The driver speaks over a socket, with or without TLS.');
}

/** A connection that comes too late goes back to the others. */
async function connect(db: Database, withinMs: number | undefined): Promise<pg.PoolClient> {
  const connecting = db.connect();
  if (withinMs === undefined) return connecting;
  try {
    return await within(withinMs, connecting);
  } catch (error) {
    if (error instanceof TooSlow)
      connecting.then(
        (client) => db.release(client, 'good'),
        () => {},
      );
    throw error;
  }
}

const organizationIdPattern = /^org_[0-9a-z]{8,40}$/;

/** One round trip opens the transaction, takes the role and names the organization. */
function beginStatements(
  { role, organizationId, readOnly, repeatableRead, plannedOnce }: TransactionOptions,
  silentMs: number,
): string {
  // INVARIANT: the id goes into the statement's text, so its shape is proved here.
  if (organizationId !== null && !organizationIdPattern.test(organizationId))
    throw new TypeError('This is not an organization id.');
  const isolation = repeatableRead ? ' isolation level repeatable read' : '';
  const access = readOnly ? ' read only' : '';
  return (
    `begin${isolation}${access}; set local role ${role}; ` +
    `set local latchkey.organization_id = '${organizationId ?? ''}'` +
    // The other end notices no sooner than this one that nobody is there, and holds its locks until then.
    (readOnly ? '' : `; set local idle_in_transaction_session_timeout = ${silentMs}`) +
    (plannedOnce ? '; set local plan_cache_mode = force_generic_plan' : '')
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
