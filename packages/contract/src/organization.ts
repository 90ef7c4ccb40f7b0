import { z } from 'zod';
import { organizationId } from './ids.ts';

export const organization = z
  .object({
    id: organizationId,
    name: z.string(),
    allowedDomains: z.array(z.string()),
    invitationDays: z.int(),
    /** Optional types of places that the organization does without. */
    typesOff: z.array(z.string()),
    modelKey: z.string(),
    ownerCount: z.int(),
    memberCount: z.int(),
    placeCount: z.int(),
    /** Base of the AuthZEN endpoints for this organization. */
    decisionPoint: z.string(),
    etag: z.string(),
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof organization>;

export const organizationUpdate = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  allowedDomains: z.array(z.string().trim().min(1).max(253)).max(100).optional(),
  invitationDays: z.int().min(1).max(30).optional(),
  typesOff: z.array(z.string().max(100)).max(50).optional(),
});
export type OrganizationUpdate = z.infer<typeof organizationUpdate>;
