import type { AccessModel } from '@latchkey/engine';

/** The access model as an organization uses it: without the optional types of places that it does without. */
export function modelInUse(model: AccessModel, typesOff: readonly string[]): AccessModel {
  if (typesOff.length === 0) return model;
  const used = Object.entries(model.entityTypes).filter(([type]) => !typesOff.includes(type));
  const entityTypes = used.map(([type, definition]) => [
    type,
    { ...definition, parents: definition.parents.filter((parent) => !typesOff.includes(parent)) },
  ]);
  return { ...model, entityTypes: Object.fromEntries(entityTypes) };
}
