import type { Effect } from '../effects.ts';
import { type EntityId, isEntityId } from '../ids.ts';
import type { AccessModel } from '../model.ts';
import { startsOff, typesStartingOff } from '../starts-off.ts';
import { sameValue } from './same-value.ts';
import type { Working } from './working.ts';

/** The organization under the new version: what it has not known before begins there as in a new organization. */
export function moveOrganization(working: Working, model: AccessModel, modelHash: string): Effect {
  const before = working.organization;
  const old = working.store.compiled.model;
  const typesOff = [
    ...before.typesOff.filter((type) => model.entityTypes[type]?.optional !== undefined),
    ...typesStartingOff(model).filter((type) => !Object.hasOwn(old.entityTypes, type)),
  ];
  return {
    object: 'organization',
    id: working.organizationId,
    before,
    after: {
      ...before,
      modelHash,
      modulesOff: modulesOff(before.modulesOff, 'organization', old, model),
      typesOff: [...new Set(typesOff)].sort(),
    },
  };
}

/** Places where a module was off that the model no longer switches, and those where a new module starts off. */
export function movePlaces(working: Working, model: AccessModel): Effect[] {
  const old = working.store.compiled.model;
  return [...working.store.allEntities()].flatMap(({ id, type, modulesOff: off }): Effect[] => {
    if (!isEntityId(id)) return [];
    const after = modulesOff(off, type, old, model);
    return sameValue(after, off) ? [] : placeEffect(id, after, working);
  });
}

function placeEffect(id: EntityId, modulesOff: readonly string[], working: Working): Effect[] {
  const before = working.entity(id);
  if (before === null) throw new Error(`The place ${id} was not read.`);
  return [{ object: 'entity', id, before, after: { ...before, modulesOff } }];
}

function modulesOff(
  off: readonly string[],
  type: string,
  old: AccessModel,
  model: AccessModel,
): readonly string[] {
  const kept = off.filter((key) => model.modules[key]?.switchable !== undefined);
  const fresh = startsOff(model, type).filter((key) => !Object.hasOwn(old.modules, key));
  return [...new Set([...kept, ...fresh])].sort();
}
