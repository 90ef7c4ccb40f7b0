import type { AccessModel } from '@latchkey/engine';
import { CommandFailure } from '../command-failure.ts';
import { loadModelFile } from '../model-file/load-model-file.ts';
import { unsound } from '../model-file/require-model.ts';

export interface CheckOptions {
  readonly json?: boolean;
}

export async function check(file: string, { json = false }: CheckOptions): Promise<void> {
  const loaded = await loadModelFile(file);
  const problems = 'problems' in loaded ? loaded.problems : [];
  if (json) {
    const summary = 'model' in loaded ? summaryOf(loaded.model) : null;
    console.log(JSON.stringify({ file, isSound: summary !== null, summary, problems }, null, 2));
  }
  if ('problems' in loaded) throw new CommandFailure('failed', unsound(file, loaded.problems));
  if (!json) console.log(summaryInWords(loaded.model));
}

function summaryOf({ key, label, modules, permissionSets, entityTypes, ...model }: AccessModel) {
  return {
    key,
    label,
    assignment: model.assignment ?? 'sets',
    // The built-in module is everybody's.
    modules: Object.entries(modules)
      .filter(([module]) => module !== 'access')
      .map(([module, { permissions }]) => ({
        key: module,
        permissions: Object.keys(permissions).length,
      })),
    permissionSets: Object.entries(permissionSets).map(([set, { name, kind = 'standard' }]) => ({
      key: set,
      name,
      kind,
    })),
    entityTypes: Object.keys(entityTypes),
    renamed: Object.keys(model.renamed ?? {}).length,
  };
}

function summaryInWords(model: AccessModel): string {
  const { key, label, modules, permissionSets, entityTypes, renamed } = summaryOf(model);
  const permissions = modules.reduce((sum, module) => sum + module.permissions, 0);
  return [
    `The model \`${key}\` (${label}) is sound.`,
    `  Modules      ${modules.map((module) => `${module.key} (${module.permissions})`).join(', ') || 'none'}`,
    `  Permissions  ${permissions}${renamed > 0 ? `, ${renamed} renamed from earlier versions` : ''}`,
    `  Sets         ${permissionSets.map(({ name, kind }) => (kind === 'starter' ? `${name} (starter)` : name)).join(', ') || 'none'}`,
    `  Places       ${entityTypes.join(', ') || 'none: everything is given in the whole organization'}`,
  ].join('\n');
}
