import { z } from 'zod';

/** The access model in force, as the console draws it and the permission graph runs on it. */
export const accessModelView = z
  .object({
    key: z.string(),
    label: z.string(),
    hash: z.string(),
    entityTypes: z.record(
      z.string(),
      z.object({ label: z.string(), plural: z.string(), parents: z.array(z.string()) }),
    ),
    modules: z.record(
      z.string(),
      z.object({
        label: z.string(),
        description: z.string().optional(),
        permissions: z.record(
          z.string(),
          z.object({
            label: z.string(),
            description: z.string(),
            requires: z.array(z.string()).optional(),
            implies: z.array(z.string()).optional(),
            excludes: z.array(z.string()).optional(),
            selectedByDefault: z.boolean().optional(),
            risk: z.string().optional(),
          }),
        ),
      }),
    ),
    /** Permissions that the reader holds in the whole organization; `*` for an owner. */
    held: z.union([z.literal('*'), z.array(z.string())]),
  })
  .meta({ id: 'AccessModel' });
export type AccessModelView = z.infer<typeof accessModelView>;
