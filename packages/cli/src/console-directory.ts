import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the built console; null when it has not been built: the server is the API alone then. */
export function consoleDirectory(): string | null {
  const manifest = fileURLToPath(import.meta.resolve('@latchkey/console/package.json'));
  const directory = join(dirname(manifest), 'dist');
  return existsSync(join(directory, 'index.html')) ? directory : null;
}
