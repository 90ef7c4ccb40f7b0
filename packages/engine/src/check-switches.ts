import type { AccessModelDefinition, FieldMasks, ModelProblem } from './model.ts';

/** Where modules start off, what restrictions mask and hide, what permissions open, and how a person can begin. */
export function checkSwitches(definition: AccessModelDefinition): ModelProblem[] {
  return [
    ...checkStartsOff(definition),
    ...checkRestrictions(definition),
    ...checkSetRestrictions(definition),
    ...checkOpens(definition),
    ...checkStartingAccess(definition),
  ];
}

function checkStartsOff({ modules, entityTypes }: AccessModelDefinition): ModelProblem[] {
  return Object.entries(modules).flatMap(([key, { switchable }]) =>
    (switchable?.startsOffAt ?? [])
      .filter((type) => type !== 'organization' && !Object.hasOwn(entityTypes, type))
      .map(
        (type): ModelProblem => ({
          path: `modules.${key}.switchable.startsOffAt`,
          code: 'unknown_reference',
          message: `The module \`${key}\` starts off at \`${type}\`, which is no entity type. Name a declared type, or \`organization\`.`,
        }),
      ),
  );
}

function checkRestrictions(definition: AccessModelDefinition): ModelProblem[] {
  return Object.entries(definition.restrictions ?? {}).flatMap(([key, restriction]) => {
    const path = `restrictions.${key}`;
    const unknown = (restriction.hidesModules ?? []).filter(
      (module) => !Object.hasOwn(definition.modules, module),
    );
    return [
      ...unknown.map(
        (module): ModelProblem => ({
          path: `${path}.hidesModules`,
          code: 'unknown_reference',
          message: `The restriction \`${key}\` hides \`${module}\`, which is no module of this model. Name a declared module.`,
        }),
      ),
      ...checkMasks(`${path}.masks`, restriction.masks, definition),
    ];
  });
}

function checkSetRestrictions(definition: AccessModelDefinition): ModelProblem[] {
  const known = definition.restrictions ?? {};
  return Object.entries(definition.permissionSets).flatMap(([key, { restrictions = [] }]) =>
    restrictions
      .filter((restriction) => !Object.hasOwn(known, restriction))
      .map(
        (restriction): ModelProblem => ({
          path: `permissionSets.${key}.restrictions`,
          code: 'unknown_reference',
          message: `The set \`${key}\` carries \`${restriction}\`, which is no restriction of this model. Declare it or take it out.`,
        }),
      ),
  );
}

function checkOpens(definition: AccessModelDefinition): ModelProblem[] {
  return Object.entries(definition.modules).flatMap(([module, { permissions }]) =>
    Object.entries(permissions).flatMap(([name, { opens }]) =>
      checkMasks(`modules.${module}.permissions.${name}.opens`, opens, definition),
    ),
  );
}

function checkMasks(
  path: string,
  masks: FieldMasks | undefined,
  { resources = {} }: AccessModelDefinition,
): ModelProblem[] {
  return Object.keys(masks ?? {})
    .filter((type) => !Object.hasOwn(resources, type))
    .map(
      (type): ModelProblem => ({
        path,
        code: 'unknown_reference',
        message: `Fields of \`${type}\` are masked, which is no resource of this model. Declare it under \`resources\`.`,
      }),
    );
}

function checkStartingAccess({
  startingAccess = [],
  assignment = 'sets',
  membersMayHoldNothing = false,
}: AccessModelDefinition): ModelProblem[] {
  const problems: ModelProblem[] = [];
  if (startingAccess.includes('default') && assignment !== 'direct') {
    problems.push({
      path: 'startingAccess',
      code: 'conflict',
      message:
        "Default access is made of permissions that are ticked by default, so it needs `assignment: 'direct'`. Change one of the two.",
    });
  }
  if (startingAccess.includes('none') && !membersMayHoldNothing) {
    problems.push({
      path: 'startingAccess',
      code: 'conflict',
      message:
        'A person can begin with nothing only where members may hold nothing. Set `membersMayHoldNothing`, or take `none` out.',
    });
  }
  return problems;
}
