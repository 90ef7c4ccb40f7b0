import type { AccessModel, FieldMasks } from '@latchkey/engine';

/** The words of a model as TypeScript: what `createLatchkey` takes so that a typo does not compile. */
export function keysOfModel(model: AccessModel): string {
  const { key, label, modules, entityTypes, resources = {}, actions = {} } = model;
  const permissions = Object.values(modules).flatMap((module) => Object.keys(module.permissions));
  const masks = fieldsByType(masksIn(model));
  const properties = new Map(
    Object.entries(resources).map(([type, parents]) => [type, Object.keys(parents)]),
  );
  return `// Written by \`latchkey model types\`; write it again when the model changes.

/** The words of the access model \`${key}\` (${label}). */
export interface ${interfaceName(key)} {
  permission:${union([...permissions, ...Object.keys(actions)])};
  entityType:${union(Object.keys(entityTypes))};
  /** What places a resource, by its type. */
  resources: ${record(properties)};
  /** Fields that can be masked, by the type of resource. */
  masks: ${record(masks)};
}
`;
}

const interfaceName = (key: string): string =>
  `${key.replaceAll(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, first: string) => first.toUpperCase())}Keys`;

/** Every place in a model that can mask a field. */
function masksIn({ modules, restrictions = {} }: AccessModel): readonly FieldMasks[] {
  const permissions = Object.values(modules).flatMap((module) => Object.values(module.permissions));
  return [
    ...Object.values(restrictions).map(({ masks = {} }) => masks),
    ...permissions.map(({ opens = {} }) => opens),
  ];
}

function fieldsByType(all: readonly FieldMasks[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const masks of all) {
    for (const [type, ways] of Object.entries(masks)) {
      fields.set(type, [...(fields.get(type) ?? []), ...Object.keys(ways)]);
    }
  }
  return fields;
}

/** One on each line where they are many, so that a change of the model reads well where it is reviewed. */
function union(words: readonly string[]): string {
  const sorted = [...new Set(words)].sort().map(quoted);
  const inline = ` ${sorted.join(' | ') || 'never'}`;
  return inline.length < 60 ? inline : sorted.map((word) => `\n    | ${word}`).join('');
}

function record(words: ReadonlyMap<string, readonly string[]>): string {
  if (words.size === 0) return 'Record<never, never>';
  const lines = [...words].map(
    ([name, of]) =>
      `    ${quoted(name)}: ${[...new Set(of)].sort().map(quoted).join(' | ') || 'never'};\n`,
  );
  return `{\n${lines.sort().join('')}  }`;
}

const quoted = (word: string): string =>
  `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
