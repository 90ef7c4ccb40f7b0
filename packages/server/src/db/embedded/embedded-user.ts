import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

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

/** Whether the user can go through and read what lies at the path, with everything above it. */
export function canReach(user: EmbeddedUser | null, path: string): boolean {
  const options: SpawnSyncOptions = { stdio: 'ignore', cwd: '/', ...user };
  return spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', path], options).status === 0;
}

function findUser(name: string): EmbeddedUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) return null;
  return { uid: Number(uid), gid: Number(gid) };
}
