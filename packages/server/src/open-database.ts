import type { Config } from './config.ts';
import type { DatabaseOptions } from './db/database.ts';
import { joinEmbeddedPostgres } from './db/embedded/join-embedded-postgres.ts';
import { startEmbeddedPostgres } from './db/embedded/start-embedded-postgres.ts';

import { isDemoUnfinished } from './features/demo/demo-unfinished.ts';

export interface OpenDatabase {
  readonly connection: DatabaseOptions['connection'];
  /** Resolves when a database that we run is gone, wanted or not; for any other, never. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * The database of this installation. A server has the embedded one to itself and is refused while another server
 * runs; a command joins a running server's and starts it only when none does.
 */
export async function openDatabase(
  { databaseUrl, dataDirectory }: Config,
  as: 'server' | 'command',
): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    return { connection: databaseUrl, ended: new Promise(() => {}), close: async () => {} };
  }
  const joined = as === 'command' ? joinEmbeddedPostgres({ dataDirectory }) : null;
  const { connection, ended, stop } =
    joined ??
    (await startEmbeddedPostgres({ dataDirectory, anew: isDemoUnfinished(dataDirectory) }));
  return { connection: { ...connection }, ended, close: stop };
}
