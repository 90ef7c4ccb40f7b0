import type { AccessModel } from '@latchkey/engine';
import type { Logger } from 'pino';
import { SnapshotFiles } from './change/snapshot-files.ts';
import { SnapshotKeeper } from './change/snapshot-keeper.ts';
import type { Config } from './config.ts';
import { Database, type DatabaseOptions } from './db/database.ts';
import { type Counts, newCounts } from './metrics/counts.ts';
import { createJobs, type Jobs } from './outbox/jobs.ts';
import { RevisionTokens } from './tokens/revision-tokens.ts';

/** What use cases work with; made once per process and handed down, never imported as a global. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Database;
  readonly snapshots: SnapshotKeeper;
  readonly jobs: Jobs;
  readonly counts: Counts;
  /** What changes are given out with, and what questions name. */
  readonly revisions: RevisionTokens;
  /** The access models that this process brings, by key. */
  readonly models: ReadonlyMap<string, AccessModel>;
}

export interface ServicesOptions extends Pick<Services, 'config' | 'log' | 'models'> {
  readonly connection: DatabaseOptions['connection'];
}

/** Everything a process needs on one database, following the changes of other processes. The schema must have been migrated; jobs run once `jobs.start` is called. */
export async function startServices({
  connection,
  config,
  log,
  models,
}: ServicesOptions): Promise<Services> {
  const db = new Database({
    connection,
    onConnectionError: (error) =>
      log.warn({ err: error }, 'A connection to the database was lost.'),
  });
  const snapshots = new SnapshotKeeper({
    db,
    log,
    answersForMs: config.serveStaleMs,
    files: new SnapshotFiles(config.dataDirectory, config.serverKey, log),
  });
  await snapshots.start();
  const revisions = new RevisionTokens(config.serverKey, () => snapshots.epoch);
  const jobs = createJobs({ db, log });
  return { config, log, models, db, snapshots, revisions, jobs, counts: newCounts() };
}

/** Lets running jobs end and closes every connection. */
export async function stopServices({ db, snapshots, jobs }: Services): Promise<void> {
  await jobs.stop();
  await snapshots.stop();
  await db.close();
}
