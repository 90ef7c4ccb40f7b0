import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type EmbeddedBinaries, sharedPlace } from './embedded-binaries.ts';
import { canReach, type EmbeddedUser, letThrough } from './embedded-user.ts';
import { uniqueName } from './unique-name.ts';

export const postgresMajor = '18';

/** The cluster's files inside the data directory: a directory, or a link to one where the database's user can reach it. */
export const clusterLink = (dataDirectory: string) =>
  join(dataDirectory, `postgres-${postgresMajor}`);

/** Makes the cluster unless it is there, and answers where its files really lie. */
export async function initializeCluster(
  dataDirectory: string,
  binaries: EmbeddedBinaries,
  user: EmbeddedUser | null,
  durable: boolean,
): Promise<string> {
  const link = clusterLink(dataDirectory);
  if (!existsSync(link)) {
    letThrough(user, dataDirectory);
    const reachable = canReach(user, dataDirectory);
    const home = reachable ? dataDirectory : sharedPlace;
    mkdirSync(home, { recursive: true, mode: 0o755 });
    const cluster = reachable ? link : join(home, uniqueName(`postgres-${postgresMajor}-`));
    await makeCluster(cluster, binaries, user, durable);
    if (!reachable) symlinkSync(cluster, link);
  }
  const cluster = realpathSync(link);
  requireRightVersion(cluster);
  return cluster;
}

/** Made beside and renamed: an interrupted initdb leaves a directory that looks whole and is not. */
async function makeCluster(
  cluster: string,
  binaries: EmbeddedBinaries,
  user: EmbeddedUser | null,
  durable: boolean,
): Promise<void> {
  const unfinished = `${basename(cluster)}.unfinished-`;
  removeAbandoned(dirname(cluster), unfinished);
  const half = join(dirname(cluster), uniqueName(unfinished));
  mkdirSync(half, { mode: 0o700 });
  if (user) chownSync(half, user.uid, user.gid);
  try {
    await runInitdb(half, binaries, user, durable);
    renameSync(half, cluster);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another first start was quicker; its cluster is as good as ours.
    if (existsSync(join(cluster, 'PG_VERSION'))) return;
    throw error;
  }
}

function removeAbandoned(directory: string, prefix: string): void {
  const tenMinutesAgo = Date.now() - 10 * 60_000;
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(directory, name);
    if (statSync(path).mtimeMs < tenMinutesAgo) rmSync(path, { recursive: true, force: true });
  }
}

function runInitdb(
  directory: string,
  binaries: EmbeddedBinaries,
  user: EmbeddedUser | null,
  durable: boolean,
): Promise<void> {
  const options = [
    ...['-D', directory, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8'],
    // Independent of the system's own locales, which differ from machine to machine.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    // What is a letter, for trigram search.
    `--lc-ctype=${process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`,
    ...(durable ? [] : ['--no-sync']),
  ];
  return new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C at the terminal is for us to answer.
    const initdb = spawn(binaries.initdb, options, {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    initdb.stderr.on('data', (chunk) => {
      complaint += String(chunk);
    });
    initdb.on('error', reject);
    initdb.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`The database could not be made in \`${directory}\`: ${complaint.trim()}`),
        );
    });
  });
}

function requireRightVersion(cluster: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === postgresMajor) return;
  throw new Error(
    `The data in \`${cluster}\` was written by PostgreSQL ${found}, this version brings ${postgresMajor}. ` +
      'Back it up with the version of Latchkey that wrote it (`latchkey backup`), then `latchkey restore` here.',
  );
}
