import { z } from 'zod';
import { placeRef } from './grants.ts';
import { scope } from './ids.ts';

/** Left out: the whole organization. */
export const placeModulesQuery = z.strictObject({ place: scope.optional() });

/** The modules that can be switched, and whether they are on at a place. */
export const placeModules = z
  .object({
    place: placeRef,
    modules: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        description: z.string().nullable(),
        /** A module that cannot be switched is always on. */
        switchable: z.boolean(),
        on: z.boolean(),
        /** Where it was switched off, when it is: here, or a place above. */
        offAt: placeRef.nullable(),
        /** People who hold something of it here, whether it counts or not. */
        holders: z.int(),
      }),
    ),
  })
  .meta({ id: 'PlaceModules' });
export type PlaceModules = z.infer<typeof placeModules>;
