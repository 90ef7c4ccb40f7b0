import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearTheWay } from './clear-the-way.ts';
import { prepareEmbeddedBinaries } from './embedded-binaries.ts';
import { connectionThrough, type EmbeddedPostgres } from './embedded-postgres.ts';
import { chooseEmbeddedUser } from './embedded-user.ts';
import { ensureDatabase } from './ensure-database.ts';
import { clusterLink, initializeCluster } from './initialize-cluster.ts';
import { KeptPostgres } from './kept-postgres.ts';
import { readPostmaster } from './postmaster-file.ts';
import { claim, dropClaim } from './server-claim.ts';
import { makeSocketDirectory } from './socket-directory.ts';

export interface EmbeddedPostgresOptions {
  readonly dataDirectory: string;
  /** Server settings, as `postgres -c name=value` takes them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Begin with an empty database, whatever there was. */
  readonly anew?: boolean;
}

/** Nobody replicates from an embedded database, and its queries are too short for compiling them to pay. */
const ownSettings = { wal_level: 'minimal', max_wal_senders: '0', jit: 'off' };

const startTimeoutMs = 60_000;

/** Starts the PostgreSQL that comes with Latchkey on this directory; refused at once while another process has it. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDirectory = resolve(options.dataDirectory);
  mkdirSync(dataDirectory, { recursive: true });
  const user = chooseEmbeddedUser(clusterLink(dataDirectory));
  const binaries = prepareEmbeddedBinaries(dataDirectory, user);
  const durable = options.settings?.['fsync'] !== 'off';
  const cluster = await initializeCluster(dataDirectory, binaries, user, durable);
  const socketDirectory = makeSocketDirectory(cluster, user);
  const settings = {
    ...ownSettings,
    ...options.settings,
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
  };

  const log = openLog(join(dataDirectory, 'postgres.log'));
  const postgres = await startWhenFree(dataDirectory, cluster, log, () => {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return new KeptPostgres(binaries.postgres, ['-D', cluster, ...flags], user, log.file);
  });
  closeSync(log.file);

  const connection = connectionThrough(socketDirectory);
  await ensureDatabase(connection, options.anew ?? false);
  return {
    connection,
    owner: 'started',
    ended: postgres.ended,
    async stop() {
      await postgres.stop();
      dropClaim(dataDirectory);
      rmSync(socketDirectory, { recursive: true, force: true });
    },
  };
}

/** Tries until the database is ours: one whose server was killed needs a moment to shut down. */
async function startWhenFree(
  dataDirectory: string,
  cluster: string,
  log: Log,
  start: () => KeptPostgres,
): Promise<KeptPostgres> {
  const deadline = Date.now() + startTimeoutMs;
  await clearTheWay(dataDirectory, cluster, deadline);
  while (true) {
    const postgres = start();
    if (await becomesReady(postgres, cluster, deadline)) {
      claim(dataDirectory);
      return postgres;
    }
    await postgres.stop();
    // Somebody else may have taken it between our look and our start.
    const wasTaken = await clearTheWay(dataDirectory, cluster, deadline);
    if (!wasTaken) throw new Error(`The embedded PostgreSQL did not start. ${log.newLines()}`);
  }
}

/** False when it ended before it was ready. */
async function becomesReady(
  postgres: KeptPostgres,
  cluster: string,
  deadline: number,
): Promise<boolean> {
  const pid = await postgres.pid();
  while (!postgres.hasEnded && Date.now() < deadline) {
    const postmaster = readPostmaster(cluster);
    // Not ready is not enough to know: the file may be that of another process.
    if (postmaster?.pid === pid && postmaster.ready) return true;
    await sleep(10);
  }
  return false;
}

interface Log {
  readonly file: number;
  newLines(): string;
}

function openLog(path: string): Log {
  const tooLong = 5_000_000;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const file = openSync(path, size > tooLong ? 'w' : 'a', 0o600);
  const from = size > tooLong ? 0 : size;
  return { file, newLines: () => readFileSync(path).subarray(from).toString('utf8').trim() };
}
