import type { AccessModel } from './model.ts';

/** Modules that are off at first in a new entity of this type (or a new `organization`), sorted. */
export function startsOff(model: AccessModel, type: string): string[] {
  return Object.entries(model.modules)
    .filter(([, { switchable }]) => switchable?.startsOffAt?.includes(type))
    .map(([key]) => key)
    .sort();
}

/** Optional entity types that a new organization begins without, sorted. */
export function typesStartingOff(model: AccessModel): string[] {
  return Object.entries(model.entityTypes)
    .filter(([, { optional }]) => optional?.startsOff)
    .map(([type]) => type)
    .sort();
}
