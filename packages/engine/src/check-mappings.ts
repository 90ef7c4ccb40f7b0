import type { AccessModelDefinition, ModelProblem, ModuleDefinition } from './model.ts';

/** What the properties of a question's subject and action stand for is declared, and stands for one thing. */
export function checkMappings(
  definition: AccessModelDefinition,
  modules: Readonly<Record<string, ModuleDefinition>>,
): ModelProblem[] {
  const permissions = new Set(
    Object.values(modules).flatMap((module) => Object.keys(module.permissions)),
  );
  return [...checkSubjects(definition), ...checkActions(definition, permissions)];
}

function checkSubjects({ subjects, permissionSets }: AccessModelDefinition): ModelProblem[] {
  return pairs(subjects).flatMap(([property, value, key]): ModelProblem[] => {
    const path = `subjects.${property}.${value}`;
    const set = Object.hasOwn(permissionSets, key) ? permissionSets[key] : undefined;
    if (set === undefined) {
      return [
        {
          path,
          code: 'unknown_reference',
          message: `A subject whose \`${property}\` is \`${value}\` counts as holding \`${key}\`, which is no set of this model. Name one of the model's sets.`,
        },
      ];
    }
    if (set.kind !== 'starter') return [];
    return [
      {
        path,
        code: 'conflict',
        message: `A subject whose \`${property}\` is \`${value}\` counts as holding \`${key}\`, which an organization may change or remove. Name a standard set.`,
      },
    ];
  });
}

function checkActions(
  { actions = {} }: AccessModelDefinition,
  permissions: ReadonlySet<string>,
): ModelProblem[] {
  return Object.entries(actions).flatMap(([name, { permission, variants }]) => {
    const problems: ModelProblem[] = [];
    const path = `actions.${name}`;
    const reference = (at: string, named: string) => {
      if (permissions.has(named)) return;
      problems.push({
        path: at,
        code: 'unknown_reference',
        message: `The action \`${name}\` stands for \`${named}\`, which is no permission of this model. Declare it or name another.`,
      });
    };
    if (permission !== undefined) {
      reference(`${path}.permission`, permission);
      if (permissions.has(name) && permission !== name) {
        problems.push({
          path: `${path}.permission`,
          code: 'conflict',
          message: `The action \`${name}\` stands for \`${permission}\` and is a permission itself. Leave \`permission\` out, or name the action otherwise.`,
        });
      }
    }
    const selected = pairs(variants);
    for (const [property, value, named] of selected) {
      reference(`${path}.variants.${property}.${value}`, named);
    }
    if (permission === undefined && !permissions.has(name) && selected.length === 0) {
      problems.push({
        path,
        code: 'not_closed',
        message: `The action \`${name}\` stands for nothing. Name its \`permission\`, or \`variants\` that select one.`,
      });
    }
    return problems;
  });
}

/** Property, value and what they name, one by one. */
const pairs = (
  mapping: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): [string, string, string][] =>
  Object.entries(mapping).flatMap(([property, values]) =>
    Object.entries(values).map(([value, named]): [string, string, string] => [
      property,
      value,
      named,
    ]),
  );
