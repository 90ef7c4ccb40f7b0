import type { MemberId, Scope } from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';

/**
 * Condition on the row `m` of `members`: the reader sees people with a grant at one of the places,
 * and always themselves. Null: every place, so everybody.
 */
export function visibleMembers(
  reader: MemberId,
  places: readonly Scope[] | null,
): RawBuilder<boolean> {
  if (places === null) return sql`true`;
  return sql`(m.member_id = ${reader} or exists (
    select from grants v
    where v.organization_id = m.organization_id and v.member_id = m.member_id and v.scope = any(${places})
  ))`;
}

/** What a person typed, as a pattern in which nothing of it is a wildcard. */
export const containing = (typed: string): string =>
  `%${typed
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
