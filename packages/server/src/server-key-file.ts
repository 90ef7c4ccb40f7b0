import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key of an installation that brings its own database: made at the first start, kept beside the data. */
export function serverKeyFile(dataDirectory: string): Buffer {
  const path = join(dataDirectory, 'server-key');
  mkdirSync(dataDirectory, { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${randomBytes(48).toString('base64')}\n`, { mode: 0o600 });
  try {
    // Fails when there is one: of two first starts, both take the key of the quicker.
    linkSync(fresh, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(fresh);
  }
  return Buffer.from(readFileSync(path, 'utf8').trim());
}
