import { spawnSync } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
export const localBin = join(root, 'node_modules', '.bin');

/** What an outer npm may pass on to an inner one: where packages come from, never the flags it was called with. */
const kept =
  /^npm_config_(registry|.*:registry|cache|proxy|https_proxy|http_proxy|noproxy|ca|cafile|strict_ssl|userconfig|globalconfig)$/i;

/** The environment for installing: the machine's own node and npm, not those that are about to be replaced. */
export function outsideEnvironment() {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name)),
  );
  const folders = (process.env.PATH ?? '').split(delimiter);
  environment.PATH = folders
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);
  return environment;
}

/** The environment of the project's own tools: its Node comes first. */
export function insideEnvironment() {
  return { ...process.env, PATH: `${localBin}${delimiter}${process.env.PATH ?? ''}` };
}

/** Runs a command with its output on the terminal; throws the given sentence when it fails. */
export function runOrThrow(command, options, failure) {
  const [program, ...rest] = command;
  const { status, error } = spawnSync(program, rest, { cwd: root, stdio: 'inherit', ...options });
  if (status === 0) return;
  throw new Error(error ? `${failure}\n(${error.message})` : failure);
}
