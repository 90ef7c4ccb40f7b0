import { z } from 'zod';
import { instant } from './common.ts';
import { keyId } from './ids.ts';

export const apiKey = z
  .object({
    id: keyId,
    name: z.string(),
    /** Last four characters, to tell keys apart. */
    hint: z.string(),
    createdAt: instant,
    createdBy: z.string(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;
export const apiKeyList = z.object({ data: z.array(apiKey) });
export const apiKeyCreate = z.strictObject({ name: z.string().trim().min(1).max(100) });
/** The secret is shown this once; it is stored hashed. */
export const apiKeyCreated = z
  .object({ key: apiKey, secret: z.string(), decisionPoint: z.string() })
  .meta({ id: 'ApiKeyCreated' });
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>;
