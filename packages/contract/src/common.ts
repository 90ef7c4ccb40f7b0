import { z } from 'zod';
import { memberId } from './ids.ts';

/** RFC 3339 with a zone: `2026-12-31T18:00:00Z`. */
export const instant = z.iso.datetime({ offset: true });
export const role = z.enum(['owner', 'member']);
/** A name stands in one line: in lists, in files and in the subjects of mails. */
export const personName = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u, { error: 'A name has no line breaks or control characters.' });
export const signInMethod = z.enum(['password', 'passkey', 'sso']);
/** What a person signs in with: the e-mail address, or a name chosen instead. As it was entered. */
export const signInName = z.string().trim().min(1).max(320);
export const memberStatus = z.enum(['invited', 'active', 'suspended', 'removed']);

export const limit = z.coerce.number().int().min(1).max(100).default(25);
// A cursor holds the sort columns of a row, a name of 200 characters among them.
export const cursor = z.string().max(2000);

/** A page of a list: keyset-paged, opaque cursors, `total` counted for the filter in force. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
    total: z.int(),
  });

/**
 * `?dryRun=true` answers with the plan and changes nothing. Of the people who gain or lose something it names
 * `affectedLimit`, beginning behind the one named in `affectedAfter`.
 */
export const dryRunQuery = z.strictObject({
  dryRun: z.stringbool().default(false),
  affectedAfter: memberId.optional(),
  affectedLimit: z.coerce.number().int().min(1).max(1000).default(20),
});
export type DryRun = z.output<typeof dryRunQuery>;
