import { existsSync, realpathSync } from 'node:fs';
import { connectionThrough, type EmbeddedPostgres } from './embedded-postgres.ts';
import { clusterLink } from './initialize-cluster.ts';
import { readPostmaster } from './postmaster-file.ts';
import { isPostgresOf } from './process-identity.ts';

/** The database that a running server has open, for a command beside it; null when none runs. */
export function joinEmbeddedPostgres(options: { dataDirectory: string }): EmbeddedPostgres | null {
  const link = clusterLink(options.dataDirectory);
  if (!existsSync(link)) return null;
  const cluster = realpathSync(link);
  const postmaster = readPostmaster(cluster);
  if (!postmaster?.ready || !isPostgresOf(postmaster.pid, cluster)) return null;
  return {
    connection: connectionThrough(postmaster.socketDirectory),
    owner: 'joined',
    ended: new Promise(() => {}),
    stop: async () => {},
  };
}
