import { accessModule, accessModuleKey } from './access-module.ts';
import { checkEntityTypes } from './check-entity-types.ts';
import { checkMappings } from './check-mappings.ts';
import { checkConflicts, checkPermissions } from './check-permissions.ts';
import { checkRenamed } from './check-renamed.ts';
import { checkSetReferences, checkSetsClosed } from './check-standard-sets.ts';
import { checkSwitches } from './check-switches.ts';
import type { AccessModelDefinition, ModelProblem } from './model.ts';

const keyPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Every problem of a definition, each naming the thing and the remedy. */
export function checkAccessModel(definition: AccessModelDefinition): ModelProblem[] {
  const modules = { ...definition.modules, [accessModuleKey]: accessModule };
  const problems = [
    ...checkNames(definition),
    ...checkPermissions(modules),
    ...checkEntityTypes(definition),
    ...checkSwitches(definition),
    ...checkRenamed(definition, modules),
    ...checkMappings(definition, modules),
  ];
  // A graph with holes or circles cannot be walked, so what is built on it is checked once it is whole.
  if (problems.some((problem) => problem.path.startsWith('modules.'))) {
    return [...problems, ...checkSetReferences(definition, modules)];
  }
  return [
    ...problems,
    ...checkConflicts(modules),
    ...checkSetReferences(definition, modules),
    ...checkSetsClosed(definition, modules),
  ];
}

function checkNames(definition: AccessModelDefinition): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const badKey = (path: string, key: string) => {
    if (keyPattern.test(key)) return;
    problems.push({
      path,
      code: 'bad_name',
      message: `\`${key}\` is not a name. Use lower-case letters, digits and hyphens, beginning with a letter.`,
    });
  };
  badKey('key', definition.key);
  for (const key of Object.keys(definition.modules)) {
    badKey(`modules.${key}`, key);
    if (key === accessModuleKey) {
      problems.push({
        path: `modules.${key}`,
        code: 'reserved_name',
        message: 'The module `access` is built in. Give this module another name.',
      });
    }
  }
  for (const key of Object.keys(definition.permissionSets)) badKey(`permissionSets.${key}`, key);
  for (const [key, set] of Object.entries(definition.permissionSets)) {
    if (set.name.trim() === '') {
      problems.push({
        path: `permissionSets.${key}.name`,
        code: 'bad_name',
        message: `The set \`${key}\` has no name. Give it one that people can read.`,
      });
    }
  }
  return [...problems, ...checkSetNames(definition)];
}

function checkSetNames(definition: AccessModelDefinition): ModelProblem[] {
  const keyByName = new Map<string, string>();
  const problems: ModelProblem[] = [];
  for (const [key, set] of Object.entries(definition.permissionSets)) {
    const name = set.name.trim().toLowerCase();
    const other = keyByName.get(name);
    if (other !== undefined) {
      problems.push({
        path: `permissionSets.${key}.name`,
        code: 'duplicate',
        message: `The sets \`${other}\` and \`${key}\` are both called \`${set.name}\`. Rename one of them.`,
      });
    }
    keyByName.set(name, key);
  }
  return problems;
}
