import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Where Cerbos lies once it is installed; it comes for Linux on x64 alone. */
export const cerbosProgram = fileURLToPath(
  new URL('node_modules/@cerbos/cerbos-linux-x64/cerbos-linux-x64', import.meta.url),
);

/** The engines to be measured beside come with the first bench that needs them, not with the product. */
export async function installPeers(): Promise<void> {
  if (existsSync(`${folder}node_modules`)) return;
  console.log('Installing what is measured beside, once, into bench/peers/node_modules …');
  const { status } = spawnSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The peers could not be installed: is a registry reachable?');
}

/** As pinned in `bench/peers/package.json`. */
export async function peerVersions(): Promise<Readonly<Record<string, string>>> {
  const { dependencies, optionalDependencies } = JSON.parse(
    await readFile(`${folder}package.json`, 'utf8'),
  );
  return { ...dependencies, ...optionalDependencies };
}
