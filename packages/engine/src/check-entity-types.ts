import { findCycles } from './find-cycles.ts';
import type { AccessModelDefinition, ModelProblem } from './model.ts';

const namePattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** Entity types, their parents, and the resources that are placed by them. */
export function checkEntityTypes(definition: AccessModelDefinition): ModelProblem[] {
  const types = new Map(Object.entries(definition.entityTypes));
  const problems: ModelProblem[] = [];
  for (const [type, { parents }] of types) {
    const path = `entityTypes.${type}`;
    if (type === 'organization') {
      problems.push({
        path,
        code: 'reserved_name',
        message:
          '`organization` is the top of every hierarchy and built in. Name this type otherwise.',
      });
    }
    if (!namePattern.test(type)) {
      problems.push({
        path,
        code: 'bad_name',
        message: `\`${type}\` is not a type name. Use lower-case letters, digits and underscores.`,
      });
    }
    if (parents.length === 0) {
      problems.push({
        path: `${path}.parents`,
        code: 'not_closed',
        message: `A \`${type}\` lies nowhere. Name the types it may lie in, or \`organization\`.`,
      });
    }
    for (const parent of parents) {
      if (parent === 'organization' || types.has(parent)) continue;
      problems.push({
        path: `${path}.parents`,
        code: 'unknown_reference',
        message: `A \`${type}\` lies in \`${parent}\`, which is no entity type. Declare it or take it out.`,
      });
    }
  }
  const parentsOf = new Map([...types].map(([type, { parents }]) => [type, parents]));
  for (const cycle of findCycles(parentsOf)) {
    problems.push({
      path: `entityTypes.${cycle[0]}.parents`,
      code: 'cycle',
      message: `Entity types lie in each other: ${[...cycle, cycle[0]].map((name) => `\`${name}\``).join(' → ')}. Take one step out.`,
    });
  }
  for (const [resource, properties] of Object.entries(definition.resources ?? {})) {
    for (const [property, type] of Object.entries(properties)) {
      if (types.has(type)) continue;
      problems.push({
        path: `resources.${resource}.${property}`,
        code: 'unknown_reference',
        message: `A \`${resource}\` is placed by \`${property}\` in \`${type}\`, which is no entity type. Name a declared type.`,
      });
    }
  }
  return problems;
}
