import type { AccessModelView, PlaceRef } from '@latchkey/contract';
import { numberText } from './number-text.ts';

/** `Whole organization`, `West zone`, `S0012 · Riverside` */
/** The types of places that the organization uses, in the model's order. */
export const typesInUse = (model: AccessModelView | undefined) =>
  Object.entries(model?.entityTypes ?? {}).filter(([type]) => !model?.typesOff.includes(type));

export function placeName(place: PlaceRef): string {
  return place.type === 'organization' ? 'Whole organization' : place.name;
}

/** What kind of place it is, and that a grant there reaches what lies below. */
export function placeKind(place: PlaceRef, model: AccessModelView | undefined): string {
  if (place.type === 'organization') return 'with new places';
  const type = model?.entityTypes[place.type];
  if (!type) return place.code;
  return hasPlacesBelow(place.type, model)
    ? `${type.label}, with new ${lowestPlural(model)}`
    : `${type.label} ${place.code}`;
}

/** `3 stores`, `3 places` when their types differ or more are not named. */
export function placesText(
  places: readonly PlaceRef[],
  total: number,
  model: AccessModelView | undefined,
): string {
  const types = new Set(places.map((place) => place.type));
  const [only] = types;
  const type = types.size === 1 && only !== undefined ? model?.entityTypes[only] : undefined;
  const word = type && places.length === total ? type.plural.toLowerCase() : 'places';
  return `${numberText(total)} ${word}`;
}

/** `41 stores`: how many places of the lowest type there are. */
export function countedText(count: number, model: AccessModelView | undefined): string {
  const word = lowestPlural(model);
  return `${numberText(count)} ${word}`;
}

/** `stores`, or `places` where the hierarchy ends in several types. */
function lowestPlural(model: AccessModelView | undefined): string {
  const lowest = Object.entries(model?.entityTypes ?? {}).filter(
    ([type]) => !hasPlacesBelow(type, model),
  );
  const [only] = lowest;
  return lowest.length === 1 && only ? only[1].plural.toLowerCase() : 'places';
}

const hasPlacesBelow = (type: string, model: AccessModelView | undefined) =>
  Object.values(model?.entityTypes ?? {}).some((other) => other.parents.includes(type));
