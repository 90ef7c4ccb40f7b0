import type { AccessModel } from '@latchkey/engine';
import { models as readyMade } from '@latchkey/models';
import { CommandFailure } from '../command-failure.ts';
import { requireModel } from './require-model.ts';

/** The ready-made access models and those of `LATCHKEY_MODEL_FILES` and of further files, by key. */
export async function knownModels(
  furtherFiles: readonly string[] = [],
): Promise<ReadonlyMap<string, AccessModel>> {
  const named = (process.env['LATCHKEY_MODEL_FILES'] ?? '').split(',').map((file) => file.trim());
  const known = new Map(readyMade);
  const files = new Map<string, string>();
  for (const file of new Set([...named, ...furtherFiles])) {
    if (file === '') continue;
    const model = await requireModel(file, 'usage');
    if (known.has(model.key)) {
      const other = files.get(model.key);
      throw new CommandFailure(
        'usage',
        `\`${file}\` calls its model \`${model.key}\`, as ${other ? `\`${other}\`` : 'a ready-made model'} does. Give it another \`key\`.`,
      );
    }
    known.set(model.key, model);
    files.set(model.key, file);
  }
  return known;
}
