import { z } from 'zod';
import { cursor, limit, pageOf } from './common.ts';
import { placeRef } from './grants.ts';
import { memberId, scope } from './ids.ts';

const placeType = z.object({ key: z.string(), label: z.string(), plural: z.string() });

const asked = {
  /** One permission; left out, those that the access model marks with a risk. */
  permission: z.string().max(200).optional(),
  /** The type of place that is looked at; left out, the lowest. */
  type: z.string().max(100).optional(),
  /** The type of place by which they are counted. */
  by: z.string().max(100).optional(),
};
export const coverageQuery = z.strictObject(asked);
export type CoverageQuery = z.infer<typeof coverageQuery>;

/** How many places have nobody besides owners, one person alone, or the module switched off. */
const coverageCell = z.object({ nobody: z.int(), one: z.int(), off: z.int() });
export type CoverageCell = z.infer<typeof coverageCell>;

/** Who besides owners can do what matters, place by place, counted. */
export const coverage = z
  .object({
    type: placeType,
    /** What else can be looked at, and by what it can be counted. */
    types: z.array(placeType),
    by: placeType.nullable(),
    groupings: z.array(placeType),
    permissions: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        act: z.string(),
        risk: z.string().nullable(),
      }),
    ),
    /** Cells stand in the order of the permissions. `place: null`: those that lie in none. */
    groups: z.array(
      z.object({ place: placeRef.nullable(), places: z.int(), cells: z.array(coverageCell) }),
    ),
    total: z.object({ places: z.int(), cells: z.array(coverageCell) }),
    /** People who are the only one somewhere, the widest first; as far as the reader sees people. */
    alone: z.array(
      z.object({
        id: memberId,
        name: z.string(),
        address: z.string(),
        /** Keys of the permissions that nobody else has somewhere. */
        permissions: z.array(z.string()),
        places: z.int(),
      }),
    ),
    aloneTotal: z.int(),
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverage>;

export const coveragePlacesQuery = z.strictObject({
  ...asked,
  permission: z.string().max(200),
  /** Only those in this place; `none`: those that lie in none of the counted type. */
  in: z.union([scope, z.literal('none')]).optional(),
  people: z.enum(['nobody', 'one', 'off']).default('nobody'),
  search: z.string().max(200).optional(),
  limit,
  cursor: cursor.optional(),
});
export type CoveragePlacesQuery = z.input<typeof coveragePlacesQuery>;

/** A place where nobody can, or one person alone. */
export const coveredPlace = z.object({
  place: placeRef,
  /** Names of what it lies in. */
  in: z.array(z.string()),
  /** Null: nobody, or somebody whom the reader does not see. */
  only: z.object({ id: memberId, name: z.string() }).nullable(),
});
export type CoveredPlaceView = z.infer<typeof coveredPlace>;
export const coveragePlaces = pageOf(coveredPlace);
export type CoveragePlaces = z.infer<typeof coveragePlaces>;
