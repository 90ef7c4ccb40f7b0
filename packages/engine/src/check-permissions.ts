import { accessModuleKey } from './access-module.ts';
import { findCycles } from './find-cycles.ts';
import type { ModelProblem, ModuleDefinition, PermissionDefinition } from './model.ts';
import { permissionGraph } from './permission-graph.ts';

const permissionPattern = /^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+$/;

/** Names of permissions, and where their edges lead. */
export function checkPermissions(
  modules: Readonly<Record<string, ModuleDefinition>>,
): ModelProblem[] {
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
export function checkConflicts(
  modules: Readonly<Record<string, ModuleDefinition>>,
): ModelProblem[] {
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
