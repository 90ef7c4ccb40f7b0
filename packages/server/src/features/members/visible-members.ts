import type { MemberId, OrganizationId, Scope } from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

/**
 * How a condition is going to be read: `page` walks the list and stops soon, so each row is asked by itself;
 * `all` goes through everybody, so the grants are read once and compared as a set.
 */
export type Reading = 'page' | 'all';

/** A condition on the row `m` of `members`. */
export type MemberCondition = (reading: Reading) => RawBuilder<unknown>;

/** Up to this many grants, the people who hold them are named; then neither a walk nor a set is needed. */
const fewGrants = 3000;

/** People with a grant at one of the places. */
export async function peopleAt(
  transaction: Transaction,
  organizationId: OrganizationId,
  places: readonly Scope[],
  reader?: MemberId,
): Promise<MemberCondition> {
  const { rows } = await sql<{ member_id: MemberId }>`
    select member_id from grants
    where organization_id = ${organizationId} and scope = any(${[...places]}) limit ${fewGrants + 1}
  `.execute(transaction);
  if (rows.length <= fewGrants) {
    const people = new Set(rows.map(({ member_id }) => member_id));
    if (reader !== undefined) people.add(reader);
    return () => sql`m.member_id = any(${[...people]})`;
  }
  const self = reader === undefined ? sql`` : sql`m.member_id = ${reader} or`;
  const grant = sql`from grants v where v.organization_id = m.organization_id
    and v.member_id = m.member_id and v.scope = any(${[...places]})`;
  return (reading) =>
    // Counted, not `exists`, so that the planner does not read all the grants before it shows the first page.
    reading === 'page'
      ? sql`(${self} (select count(*) ${grant}) > 0)`
      : sql`(${self} exists (select ${grant}))`;
}

/** The reader sees people with a grant at one of the places, and always themselves. Null: every place, so everybody. */
export async function visibleMembers(
  transaction: Transaction,
  organizationId: OrganizationId,
  reader: MemberId,
  places: readonly Scope[] | null,
): Promise<MemberCondition> {
  return places === null ? () => sql`true` : peopleAt(transaction, organizationId, places, reader);
}

/** What a person typed, as a pattern in which nothing of it is a wildcard. */
export const containing = (typed: string): string =>
  `%${typed
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
