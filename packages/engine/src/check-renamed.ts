import { accessModuleKey } from './access-module.ts';
import type { AccessModelDefinition, ModelProblem, ModuleDefinition } from './model.ts';

/** A permission that has another name now is declared no longer, and its new names are declared. */
export function checkRenamed(
  { renamed = {} }: AccessModelDefinition,
  modules: Readonly<Record<string, ModuleDefinition>>,
): ModelProblem[] {
  const declared = new Set(
    Object.values(modules).flatMap((module) => Object.keys(module.permissions)),
  );
  return Object.entries(renamed).flatMap(([old, targets]): ModelProblem[] => {
    const path = `renamed.${old}`;
    const problems: ModelProblem[] = [];
    if (declared.has(old)) {
      problems.push({
        path,
        code: 'conflict',
        message: `\`${old}\` is renamed and still declared. Take its declaration out, or do not rename it.`,
      });
    }
    if (old.split('.')[0] === accessModuleKey) {
      problems.push({
        path,
        code: 'reserved_name',
        message: `\`${old}\` belongs to the built-in module \`access\`. Only the model's own permissions are renamed.`,
      });
    }
    if (targets.length === 0) {
      problems.push({
        path,
        code: 'bad_name',
        message: `\`${old}\` is renamed to nothing. Name what it is called now; what is removed is not mentioned here.`,
      });
    }
    for (const target of targets) {
      if (declared.has(target)) continue;
      const further = renamed[target];
      problems.push({
        path,
        code: 'unknown_reference',
        message:
          further === undefined
            ? `\`${old}\` is renamed to \`${target}\`, which is declared nowhere. Name a declared permission.`
            : `\`${old}\` is renamed to \`${target}\`, which is renamed itself. Name where it ends: \`${further.join('`, `')}\`.`,
      });
    }
    return problems;
  });
}
