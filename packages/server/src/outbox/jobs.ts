import type { OrganizationId } from '@latchkey/engine';
import { Logger as QueueLogger, type Runner, run } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../db/database.ts';
import { globally } from '../db/globally.ts';
import { ownPool } from '../db/own-pool.ts';

const jobKinds = ['mail', 'account-mail', 'import-plan', 'import-apply', 'sweep'] as const;
type JobKind = (typeof jobKinds)[number];

/** What a job carries: what there is to do lies in the tables, so a job may come twice or late. */
export interface Job {
  readonly kind: JobKind;
  /** Null for kinds that belong to no organization: `account-mail`, `sweep`. */
  readonly organizationId: OrganizationId | null;
}

/** A handler that throws is called again later, with growing pauses. */
export type JobHandlers = Readonly<Record<JobKind, (job: Job) => Promise<void>>>;

export interface Jobs {
  /** Asks for a job, inside the transaction that needs it or (null) at once. A waiting one of the same kind and organization is enough for both. */
  enqueue(
    transaction: Transaction | null,
    kind: JobKind,
    organizationId: OrganizationId | null,
    runAt?: Date,
  ): Promise<void>;
  start(handlers: JobHandlers): Promise<void>;
  /** Waits for running jobs, then lets go. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly db: Database;
  readonly log: Logger;
  readonly concurrency?: number;
}

/** Jobs over graphile-worker. The schema must have been migrated. */
export function createJobs({ db, log, concurrency = 2 }: JobsOptions): Jobs {
  let runner: Runner | null = null;
  let pool: pg.Pool | null = null;

  const enqueue: Jobs['enqueue'] = async (transaction, kind, organizationId, runAt) => {
    if (!transaction) return globally(db, (own) => enqueue(own, kind, organizationId, runAt));
    await sql`select latchkey_enqueue(${kind}, ${organizationId}, ${runAt ?? null})`.execute(
      transaction,
    );
  };

  return {
    enqueue,
    async start(handlers) {
      if (runner) throw new Error('The jobs are running already.');
      pool = ownPool(db.connection, concurrency + 2, (error) =>
        log.warn({ err: error }, 'A connection of the job queue was lost.'),
      );
      runner = await run({
        pgPool: pool,
        concurrency,
        noHandleSignals: true,
        pollInterval: 5_000,
        logger: queueLogger(log),
        taskList: Object.fromEntries(
          jobKinds.map((kind) => [
            kind,
            (payload: unknown) => handlers[kind]({ kind, organizationId: organizationOf(payload) }),
          ]),
        ),
        // Every minute, once for all processes: whatever lost its job gets a new one.
        crontab: '* * * * * sweep ?fill=2m',
      });
    },
    async stop() {
      await runner?.stop();
      runner = null;
      await pool?.end();
      pool = null;
    },
  };
}

function organizationOf(payload: unknown): OrganizationId | null {
  if (typeof payload !== 'object' || payload === null || !('organizationId' in payload))
    return null;
  const { organizationId } = payload;
  // Written by `enqueue`, whose type allows nothing else.
  return typeof organizationId === 'string' ? (organizationId as OrganizationId) : null;
}

function queueLogger(log: Logger): QueueLogger {
  const child = log.child({ part: 'jobs' });
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') child.error(message);
    else if (level === 'warning') child.warn(message);
    else child.debug(message);
  });
}
