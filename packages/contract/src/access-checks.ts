import { z } from 'zod';
import { instant, role } from './common.ts';
import { placeRef } from './grants.ts';
import { memberId, scope } from './ids.ts';
import { bulkAct } from './members.ts';
import { sentence } from './plans.ts';

export const accessCheckRequest = z.strictObject({
  memberId,
  permission: z.string().max(200),
  place: scope,
  at: instant.optional(),
});

/** One step of the answer; `holds: false` is why the answer is no. */
export const accessLink = z.object({
  about: z.enum(['person', 'module', 'grant', 'permission', 'place', 'required', 'restriction']),
  label: z.string(),
  detail: z.string(),
  holds: z.boolean(),
});
export type AccessLink = z.infer<typeof accessLink>;

/** What would turn a no into a yes, or a step towards it. */
export const accessRemedy = z.object({
  text: sentence,
  /** The asker can do it: `POST /v1/members/bulk` with this act for this person, previewed with `dryRun`. Null: it takes somebody else, or another page. */
  act: z.object({ label: z.string(), request: bulkAct }).nullable(),
  /** After it the answer is yes; otherwise something else is missing still. */
  completes: z.boolean(),
});
export type AccessRemedy = z.infer<typeof accessRemedy>;

/** Somebody else who could make it a yes, as far as the asker sees people. */
export const accessHelper = z.object({ memberId, name: z.string(), role, because: z.string() });
export type AccessHelper = z.infer<typeof accessHelper>;

/** The decision in words: the chain behind a yes, the nearest miss and who can help behind a no. */
export const accessCheck = z
  .object({
    allowed: z.boolean(),
    reason: z.string(),
    /** For which instant it was asked. */
    at: instant,
    person: z.string(),
    place: placeRef,
    sentence,
    /** Why, in a sentence of its own. */
    because: z.string(),
    /** When time alone may change a yes; null: never. */
    validUntil: instant.nullable(),
    /** Person, module, grant, permission, place, what is required, restrictions, as far as each says something. */
    chain: z.array(accessLink),
    path: z.array(placeRef),
    remedies: z.array(accessRemedy),
    helpers: z.array(accessHelper),
    /** How many more than those named could help. */
    moreHelpers: z.int(),
  })
  .meta({ id: 'AccessCheck' });
export type AccessCheck = z.infer<typeof accessCheck>;
