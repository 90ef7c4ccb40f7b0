import type { AccessModel } from '@latchkey/engine';
import type { FieldSpec } from './field-spec.ts';

export type PlaceField = 'code' | 'name' | 'type' | 'city' | `parent:${string}`;

/** Types that a place of another type can lie in: each has a column of its own. */
export function parentTypes(model: AccessModel): readonly string[] {
  const types = Object.keys(model.entityTypes);
  return types.filter((type) =>
    Object.values(model.entityTypes).some((definition) => definition.parents.includes(type)),
  );
}

/** The type of a row that names none: the first that nothing lies in. */
export function lowestType(model: AccessModel): string {
  const types = Object.keys(model.entityTypes);
  const parents = new Set(parentTypes(model));
  return types.find((type) => !parents.has(type)) ?? types[0] ?? '';
}

/** The fields of a file of places, in the order of the sample file; made of the types of the access model. */
export function placeFields(model: AccessModel): readonly (FieldSpec & { key: PlaceField })[] {
  const lowest = lowestType(model);
  const label = (type: string) => model.entityTypes[type]?.label ?? type;
  return [
    {
      key: 'code',
      label: 'Code',
      mandatory: true,
      help: 'What your own systems call the place; each code once per type.',
      aliases: [
        'id',
        'number',
        'no',
        'nr',
        'key',
        `${lowest} code`,
        `${lowest} id`,
        `${lowest} number`,
        `${label(lowest)} code`,
        'place code',
        'external id',
        'nummer',
        'código',
      ],
    },
    {
      key: 'name',
      label: 'Name',
      mandatory: true,
      help: 'What people call the place.',
      aliases: [
        lowest,
        label(lowest),
        `${lowest} name`,
        `${label(lowest)} name`,
        'place',
        'place name',
        'title',
        'bezeichnung',
        'nombre',
        'nom',
      ],
    },
    ...parentTypes(model).map((type) => ({
      key: `parent:${type}` as const,
      label: label(type),
      mandatory: false,
      help: `The name or code of the ${label(type).toLowerCase()} that it lies in. One that does not exist yet is created.`,
      aliases: [
        type,
        `${type} name`,
        `${type} code`,
        `${label(type)} name`,
        `${label(type)} code`,
        model.entityTypes[type]?.plural ?? type,
      ],
    })),
    {
      key: 'city',
      label: 'City',
      mandatory: false,
      help: 'Shown beside the name.',
      aliases: ['town', 'stadt', 'ort', 'ville', 'ciudad'],
    },
    {
      key: 'type',
      label: 'Type',
      mandatory: false,
      help: `One of ${Object.keys(model.entityTypes)
        .map((type) => `“${type}”`)
        .join(', ')}. Empty: ${lowest}.`,
      aliases: ['place type', 'entity type', 'kind', 'level', 'typ', 'art', 'tipo'],
    },
  ];
}
