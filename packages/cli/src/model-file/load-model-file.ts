import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { extname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AccessModel, AccessModelError } from '@latchkey/engine';
import { readModel, type WrittenModelProblem } from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';

export type LoadedModel =
  | { readonly model: AccessModel }
  | { readonly problems: readonly WrittenModelProblem[] };

const modules = new Set(['.ts', '.mts', '.js', '.mjs']);

/** The access model that a file holds, or everything that is wrong with it, each with its place. */
export async function loadModelFile(file: string): Promise<LoadedModel> {
  const path = resolve(file);
  const extension = extname(path);
  if (extension !== '.json' && !modules.has(extension)) {
    throw new CommandFailure(
      'usage',
      `\`${file}\` is no model file. Name one that ends in \`.ts\`, \`.js\` or \`.json\`.`,
    );
  }
  const source = readSource(file, path);
  const read = extension === '.json' ? parseJson(source, path) : await importModule(path);
  return 'problem' in read ? { problems: [read.problem].flat() } : readModel(read.value);
}

type Read =
  | { readonly value: unknown }
  | { readonly problem: WrittenModelProblem | readonly WrittenModelProblem[] };

function readSource(file: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CommandFailure('notFound', `\`${file}\` cannot be read. Correct the path.`);
  }
}

function parseJson(source: string, path: string): Read {
  try {
    return { value: JSON.parse(source) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /\(line (\d+) column (\d+)\)/.exec(message);
    const where = place ? `:${place[1]}:${place[2]}` : '';
    return unparsable(`${shown(path)}${where}`, message);
  }
}

async function importModule(path: string): Promise<Read> {
  let exported: Record<string, unknown>;
  try {
    offerEngine();
    exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>; // a module's namespace
  } catch (error) {
    return { problem: problemOfImport(error, path) };
  }
  const value = exported['default'] ?? exported['model'];
  if (value !== undefined) return { value };
  return unparsable(
    shown(path),
    'It exports no access model. Write `export const model = defineAccessModel({ … })`, or export it as the default.',
  );
}

function problemOfImport(
  error: unknown,
  path: string,
): WrittenModelProblem | readonly WrittenModelProblem[] {
  if (error instanceof AccessModelError) return error.problems;
  if (!(error instanceof Error)) return problem(shown(path), String(error));
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return problem(
      placeIn(error, path),
      `${error.message}. Write types that can be erased: no enums, namespaces or parameter properties.`,
    );
  }
  return problem(placeIn(error, path), `${error.message}.`);
}

/** The line that stopped it: of the file that could not be read, or the last one in this file that was run. */
function placeIn({ stack = '' }: Error, path: string): string {
  const place = /^(?:file:\/\/)?(\/.*):(\d+)\n/.exec(stack);
  if (place?.[1] !== undefined) return `${shown(place[1])}:${place[2]}`;
  const line = stack.split(`${path}:`)[1]?.match(/^\d+/)?.[0];
  return line === undefined ? shown(path) : `${shown(path)}:${line}`;
}

const problem = (path: string, message: string): WrittenModelProblem => ({
  path,
  code: 'unreadable',
  message,
});
const unparsable = (path: string, message: string): Read => ({ problem: problem(path, message) });

const shown = (path: string) => {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
};

let isOffered = false;

/**
 * A model file may stand anywhere: `@latchkey/engine` in it is the engine of this command, installed beside
 * it or not, and TypeScript is a module whatever the nearest package says.
 */
function offerEngine(): void {
  if (isOffered) return;
  isOffered = true;
  const engine = import.meta.resolve('@latchkey/engine');
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === '@latchkey/engine') return { url: engine, shortCircuit: true };
      const resolved = next(specifier, context);
      const isModelFile = resolved.url.endsWith('.ts') && !resolved.url.includes('/node_modules/');
      return isModelFile ? { ...resolved, format: 'module-typescript' } : resolved;
    },
  });
}
