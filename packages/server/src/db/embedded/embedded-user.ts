import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The operating system's user that the database runs as. */
export interface EmbeddedUser {
  readonly uid: number;
  readonly gid: number;
}

/** Null: the database runs as ourselves. PostgreSQL refuses to run as root, so root hands over to somebody else. */
export function chooseEmbeddedUser(cluster: string): EmbeddedUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  // initdb wants a user with a name, a bare number is not enough.
  const user = findUser('postgres') ?? findUser('nobody');
  if (user) return user;
  throw new Error(
    'PostgreSQL cannot run as root and this system has neither a user `postgres` nor `nobody`. ' +
      'Add one (`useradd --system postgres`), start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether the user can run the file or enter the directory at the path, and everything above it. */
export function canReach(user: EmbeddedUser | null, path: string): boolean {
  const options: SpawnSyncOptions = { stdio: 'ignore', cwd: '/', ...user };
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], options).status === 0;
}

/**
 * Lets others go through our own directory to what lies in it, if that is all that keeps the user out: temporary
 * directories are made for their maker alone. What lies in it keeps its own rights.
 */
export function letThrough(user: EmbeddedUser | null, directory: string): void {
  if (user === null || canReach(user, directory) || !canReach(user, dirname(directory))) return;
  chmodSync(directory, statSync(directory).mode | 0o011);
}

function findUser(name: string): EmbeddedUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) return null;
  return { uid: Number(uid), gid: Number(gid) };
}
