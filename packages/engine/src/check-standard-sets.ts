import type { AccessModelDefinition, ModelProblem, ModuleDefinition } from './model.ts';
import { permissionGraph } from './permission-graph.ts';

/** What the sets name is declared. */
export function checkSetReferences(
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

/** What the sets hold can be held together. */
export function checkSetsClosed(
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
