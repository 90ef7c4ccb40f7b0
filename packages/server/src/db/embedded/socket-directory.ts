import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedUser } from './embedded-user.ts';

/** The kernel takes no socket path longer than about a hundred bytes; `/.s.PGSQL.5432.lock` needs twenty. */
const longestDirectory = 80;

/**
 * A short directory that only the database's user can enter.
 * INVARIANT: one cluster, one socket directory, so that PostgreSQL's lock on the socket guards the cluster a second time.
 */
export function makeSocketDirectory(cluster: string, user: EmbeddedUser | null): string {
  const name = `latchkey-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`;
  const inTemporary = join(tmpdir(), name);
  const directory = inTemporary.length <= longestDirectory ? inTemporary : join('/tmp', name);
  mkdirOnce(directory, user);
  const { uid, mode } = lstatSync(directory);
  const expected = user?.uid ?? process.getuid?.();
  if (uid !== expected || (mode & 0o777) !== 0o700) {
    throw new Error(
      `\`${directory}\` belongs to somebody else or is open to others. Remove it and start again.`,
    );
  }
  return directory;
}

function mkdirOnce(directory: string, user: EmbeddedUser | null): void {
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
  if (user) chownSync(directory, user.uid, user.gid);
}
