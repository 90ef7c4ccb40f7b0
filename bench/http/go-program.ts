import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Programs in Go that are measured beside, by exact version. */
export const goPrograms = {
  openfga: { path: 'github.com/openfga/openfga/cmd/openfga', version: 'v1.22.1' },
  spicedb: { path: 'github.com/authzed/spicedb/cmd/spicedb', version: 'v1.56.2' },
} as const;

/** Where the program lies, built once into a cache beside the repository; null, and said why, where it cannot be. */
export function goProgram(name: keyof typeof goPrograms): string | null {
  const { path, version } = goPrograms[name];
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'latchkey-bench', `${name}@${version}`);
  const program = join(folder, name);
  if (existsSync(program)) return program;
  if (spawnSync('go', ['version']).status !== 0) {
    console.log(
      `${name} is left out: it is built with Go, and there is no \`go\` on this machine.`,
    );
    return null;
  }
  console.log(`Building ${name} ${version} once, into ${folder}; this takes some minutes …`);
  const built = spawnSync('go', ['install', `${path}@${version}`], {
    stdio: 'inherit',
    env: { ...process.env, GOBIN: folder },
  });
  if (built.status === 0) return program;
  console.log(`${name} is left out: it could not be built.`);
  return null;
}
