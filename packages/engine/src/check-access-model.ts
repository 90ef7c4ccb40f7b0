import { accessModule, accessModuleKey } from './access-module.ts';
import { checkEntityTypes } from './check-entity-types.ts';
import { findCycles } from './find-cycles.ts';
import type {
  AccessModelDefinition,
  ModelProblem,
  ModuleDefinition,
  PermissionDefinition,
} from './model.ts';
import { permissionGraph } from './permission-graph.ts';

const keyPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const permissionPattern = /^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+$/;

/** Every problem of a definition, each naming the thing and the remedy. */
export function checkAccessModel(definition: AccessModelDefinition): ModelProblem[] {
  const modules = { ...definition.modules, [accessModuleKey]: accessModule };
  const problems = [
    ...checkNames(definition),
    ...checkPermissions(modules),
    ...checkEntityTypes(definition),
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

function checkPermissions(modules: Readonly<Record<string, ModuleDefinition>>): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const moduleOf = new Map<string, string>();
  const definitions = new Map<string, PermissionDefinition>();
  for (const [moduleKey, module] of Object.entries(modules)) {
    for (const [name, permission] of Object.entries(module.permissions)) {
      const path = `modules.${moduleKey}.permissions.${name}`;
      const other = moduleOf.get(name);
      if (other !== undefined) {
        problems.push({
          path,
          code: 'duplicate',
          message: `The permission \`${name}\` is declared in \`${other}\` and in \`${moduleKey}\`. Keep one.`,
        });
      }
      if (moduleKey !== accessModuleKey && name.split('.')[0] === accessModuleKey) {
        problems.push({
          path,
          code: 'reserved_name',
          message: `\`${name}\` begins with the reserved \`access.\`. Name it after its own module.`,
        });
      }
      if (!permissionPattern.test(name)) {
        problems.push({
          path,
          code: 'bad_name',
          message: `\`${name}\` is not a permission name. Write it as \`module.thing.act\` in lower case.`,
        });
      }
      moduleOf.set(name, moduleKey);
      definitions.set(name, permission);
    }
  }
  return [...problems, ...checkEdges(definitions, moduleOf)];
}

function checkEdges(
  definitions: ReadonlyMap<string, PermissionDefinition>,
  moduleOf: ReadonlyMap<string, string>,
): ModelProblem[] {
  const problems: ModelProblem[] = [];
  for (const [name, permission] of definitions) {
    for (const edge of ['requires', 'implies', 'excludes'] as const) {
      for (const target of permission[edge] ?? []) {
        if (definitions.has(target)) continue;
        problems.push({
          path: `modules.${moduleOf.get(name)}.permissions.${name}.${edge}`,
          code: 'unknown_reference',
          message: `\`${name}\` ${edge} \`${target}\`, which is declared nowhere. Declare it or take it out.`,
        });
      }
    }
  }
  for (const edge of ['requires', 'implies'] as const) {
    const targets = new Map(
      [...definitions].map(([name, permission]) => [name, permission[edge] ?? []]),
    );
    for (const cycle of findCycles(targets)) {
      problems.push({
        path: `modules.${moduleOf.get(cycle[0])}.permissions.${cycle[0]}.${edge}`,
        code: 'cycle',
        message: `\`${edge}\` runs in a circle: ${[...cycle, cycle[0]].map((name) => `\`${name}\``).join(' → ')}. Take one step out.`,
      });
    }
  }
  return problems;
}

/** What comes together may not exclude each other: nobody could ever hold it. */
function checkConflicts(modules: Readonly<Record<string, ModuleDefinition>>): ModelProblem[] {
  const graph = permissionGraph({ modules });
  const problems: ModelProblem[] = [];
  for (const [moduleKey, module] of Object.entries(modules)) {
    for (const name of Object.keys(module.permissions)) {
      const whole = graph.tick([], name).permissions;
      for (const conflict of graph.problems(whole)) {
        if (conflict.code !== 'excluded_permissions') continue;
        problems.push({
          path: `modules.${moduleKey}.permissions.${name}`,
          code: 'conflict',
          message: `\`${name}\` brings \`${conflict.permission}\` together with \`${conflict.others.join('`, `')}\`, which exclude each other. Take one of the edges out.`,
        });
      }
    }
  }
  return problems;
}

function checkSetReferences(
  definition: AccessModelDefinition,
  modules: Readonly<Record<string, ModuleDefinition>>,
): ModelProblem[] {
  const known = new Set(
    Object.values(modules).flatMap((module) => Object.keys(module.permissions)),
  );
  const sets = new Set(Object.keys(definition.permissionSets));
  const problems: ModelProblem[] = [];
  for (const [key, set] of Object.entries(definition.permissionSets)) {
    for (const permission of set.permissions) {
      if (known.has(permission)) continue;
      problems.push({
        path: `permissionSets.${key}.permissions`,
        code: 'unknown_reference',
        message: `The set \`${key}\` holds \`${permission}\`, which is declared nowhere. Declare it or take it out.`,
      });
    }
    for (const other of set.mayGrant === '*' ? [] : (set.mayGrant ?? [])) {
      if (sets.has(other)) continue;
      problems.push({
        path: `permissionSets.${key}.mayGrant`,
        code: 'unknown_reference',
        message: `The set \`${key}\` may grant \`${other}\`, which is no set of this model. Name one of the model's sets.`,
      });
    }
  }
  return problems;
}

function checkSetsClosed(
  definition: AccessModelDefinition,
  modules: Readonly<Record<string, ModuleDefinition>>,
): ModelProblem[] {
  const graph = permissionGraph({ modules });
  const problems: ModelProblem[] = [];
  for (const [key, set] of Object.entries(definition.permissionSets)) {
    for (const problem of graph.problems(set.permissions)) {
      if (problem.code === 'unknown_permission') continue;
      const others = problem.others.map((name) => `\`${name}\``).join(', ');
      const missing = problem.code === 'missing_required_permission';
      problems.push({
        path: `permissionSets.${key}.permissions`,
        code: missing ? 'not_closed' : 'conflict',
        message: missing
          ? `The set \`${key}\` holds \`${problem.permission}\` without ${others}, which it requires. Add it.`
          : `The set \`${key}\` holds \`${problem.permission}\` together with ${others}, which exclude each other. Take one out.`,
      });
    }
  }
  return problems;
}
