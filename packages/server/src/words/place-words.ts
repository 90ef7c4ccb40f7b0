import type { PlaceRef } from '@latchkey/contract';
import {
  type AccessModel,
  placeCount,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';

export interface PlaceWords {
  /** `West zone`, `Store LL-1022 · Kings Wharf`, `the whole organization`. */
  readonly label: string;
  /** `41 stores`; null for a place with nothing below it. */
  readonly total: string | null;
  readonly includesNew: boolean;
}

/** A place as it is said in a sentence. */
export function placeWords(
  snapshot: Snapshot,
  scope: Scope,
  place: PlaceRef | undefined,
): PlaceWords {
  if (place === undefined)
    return { label: 'a place that is gone', total: null, includesNew: false };
  if (place.type === 'organization')
    return { label: 'the whole organization', total: null, includesNew: false };
  const model = snapshotModel(snapshot);
  const type = model.entityTypes[place.type];
  const label = type?.label ?? place.type;
  const lowest = lowestType(model, place.type);
  if (lowest === place.type)
    return { label: `${label} ${place.code} · ${place.name}`, total: null, includesNew: false };
  const named = place.name.toLowerCase().includes(label.toLowerCase())
    ? place.name
    : `${place.name} ${label.toLowerCase()}`;
  return {
    label: named,
    total: placeTotal(model, lowest, placeCount(snapshot, scope, lowest)),
    includesNew: true,
  };
}

function placeTotal(model: AccessModel, type: string, count: number): string {
  const words = model.entityTypes[type];
  return `${count.toLocaleString('en')} ${((count === 1 ? words?.label : words?.plural) ?? type).toLowerCase()}`;
}

/** The type that people count by: what lies below and has nothing below itself. */
export function lowestType(model: AccessModel, from: string): string {
  const seen = new Set<string>();
  for (let type = from; ; ) {
    seen.add(type);
    const below = Object.entries(model.entityTypes).find(
      ([name, spec]) => !seen.has(name) && spec.parents.includes(type),
    );
    if (!below) return type;
    type = below[0];
  }
}

/** Where, as a sentence says it: `at West zone`, `in the whole organization`. */
export const whereWords = (
  snapshot: Snapshot,
  scope: Scope,
  place: PlaceRef | undefined,
): string =>
  place?.type === 'organization'
    ? 'in the whole organization'
    : `at ${placeWords(snapshot, scope, place).label}`;
