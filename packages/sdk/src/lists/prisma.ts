import type { NamedPlaces } from '@latchkey/engine';
import { type PlaceNames, type Places, rowsOf } from './rows-of.ts';

/** Prisma's filter of a text field: one of these. */
export interface OneOf {
  in: string[];
  mode?: 'insensitive';
}

/** A `where` of Prisma: every one of these holds. */
export interface PlaceWhere<Where> {
  AND: ({ OR: Where[] } | { NOT: Where })[];
}

/**
 * The rows whose place is one of these, for `findMany` and its like:
 * `placeWhere(places, { store: (oneOf) => ({ storeId: oneOf }), zone: (oneOf) => ({ store: { zoneId: oneOf } }) })`.
 * A row without a name for a field is left out where something is excepted.
 */
export function placeWhere<Where>(
  places: Places,
  fields: Readonly<Record<string, (oneOf: OneOf) => Where>>,
  names: PlaceNames = {},
): PlaceWhere<Where> {
  const { within, except } = rowsOf(places, Object.keys(fields), names);
  const isOneOf = ({ type, names: wanted }: NamedPlaces): Where[] => {
    const oneOf: OneOf = { in: [...wanted], ...(names.by === 'code' && { mode: 'insensitive' }) };
    const where = fields[type]?.(oneOf);
    return where === undefined ? [] : [where];
  };
  return {
    AND: [
      ...(within === null ? [] : [{ OR: within.flatMap(isOneOf) }]),
      ...except.flatMap(isOneOf).map((excepted) => ({ NOT: excepted })),
    ],
  };
}
