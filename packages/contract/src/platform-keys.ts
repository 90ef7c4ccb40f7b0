import { z } from 'zod';
import { instant } from './common.ts';
import { keyId } from './ids.ts';

/** A key of the installation's own modules: it asks about every organization. */
export const platformKey = z
  .object({
    id: keyId,
    name: z.string(),
    /** Last four characters, to tell keys apart. */
    hint: z.string(),
    createdAt: instant,
    /** The operator's name; null: the command line. */
    createdBy: z.string().nullable(),
    endsAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'PlatformKey' });
export type PlatformKey = z.infer<typeof platformKey>;
export const platformKeyList = z.object({ data: z.array(platformKey) });
export const platformKeyCreate = z.strictObject({
  name: z.string().trim().min(1).max(100),
  endsAt: instant.optional(),
});
export type PlatformKeyCreate = z.infer<typeof platformKeyCreate>;
/** The secret is shown this once; it is stored hashed. */
export const platformKeyCreated = z
  .object({ key: platformKey, secret: z.string(), url: z.string() })
  .meta({ id: 'PlatformKeyCreated' });
export type PlatformKeyCreated = z.infer<typeof platformKeyCreated>;
