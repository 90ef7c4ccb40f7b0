import type { AccessModel } from '@latchkey/engine';
import type { Logger } from 'pino';
import type { SnapshotKeeper } from './change/snapshot-keeper.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { Jobs } from './outbox/jobs.ts';

/** What use cases work with; made once per process and handed down, never imported as a global. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Database;
  readonly snapshots: SnapshotKeeper;
  readonly jobs: Jobs;
  /** The access models that this process brings, by key. */
  readonly models: ReadonlyMap<string, AccessModel>;
}
