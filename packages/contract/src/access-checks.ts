import { z } from 'zod';
import { instant } from './common.ts';
import { placeRef } from './grants.ts';
import { memberId, scope } from './ids.ts';
import { sentence } from './plans.ts';

export const accessCheckRequest = z.strictObject({
  memberId,
  permission: z.string().max(200),
  place: scope,
  at: instant.optional(),
});
/** The decision in words: the chain behind a yes, the nearest miss and who can help behind a no. */
export const accessCheck = z
  .object({
    allowed: z.boolean(),
    reason: z.string(),
    sentence,
    /** Member, grant, set, places from the asked one up to the grant's; `holds: false` where the chain breaks. */
    chain: z.array(z.object({ label: z.string(), detail: z.string(), holds: z.boolean() })),
    path: z.array(placeRef),
  })
  .meta({ id: 'AccessCheck' });
export type AccessCheck = z.infer<typeof accessCheck>;
