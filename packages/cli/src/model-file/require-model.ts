import type { AccessModel } from '@latchkey/engine';
import type { WrittenModelProblem } from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import { loadModelFile } from './load-model-file.ts';

/** The model of a file that has to be sound; fails with everything that is wrong in it. */
export async function requireModel(file: string, exit: ExitCode = 'failed'): Promise<AccessModel> {
  const loaded = await loadModelFile(file);
  if ('problems' in loaded) throw new CommandFailure(exit, unsound(file, loaded.problems));
  return loaded.model;
}

export function unsound(file: string, problems: readonly WrittenModelProblem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [
    `\`${file}\` has ${count}:`,
    ...problems.map(({ path, message }) => `  ${path}\n    ${message}`),
  ].join('\n');
}
