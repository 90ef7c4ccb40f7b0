import type { MemberFilter } from '@latchkey/contract';
import {
  descendants,
  type EntityId,
  type MemberId,
  type OrganizationId,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import { containing, type MemberCondition, peopleAt, visibleMembers } from './visible-members.ts';

export interface MembersWanted {
  readonly organizationId: OrganizationId;
  readonly snapshot: Snapshot;
  readonly filter: MemberFilter;
  readonly reader: MemberId;
  /** Places whose people the reader sees; null: all. */
  readonly places: readonly Scope[] | null;
}

/** The people who match a filter and whom the reader sees, as a condition on the row `m`. Invited people have a list of their own. */
export async function memberConditions(
  transaction: Transaction,
  { organizationId, snapshot, filter, reader, places }: MembersWanted,
): Promise<MemberCondition> {
  const conditions: RawBuilder<unknown>[] = [statusCondition(filter.status)];
  const search = filter.search?.trim();
  if (search) conditions.push(await searchCondition(transaction, organizationId, search));
  if (filter.role) conditions.push(sql`m.role = ${filter.role}`);
  if (filter.permissionSetId) conditions.push(holds(sql`h.set_id = ${filter.permissionSetId}`));
  if (filter.endsWithinDays !== undefined) {
    const soon = (column: RawBuilder<Date>) =>
      sql`(${column} > now() and ${column} <= now() + ${filter.endsWithinDays} * interval '1 day')`;
    conditions.push(sql`(${soon(sql`m.access_ends_at`)} or ${holds(soon(sql`h.ends_at`))})`);
  }
  if (filter.inactiveDays !== undefined) {
    conditions.push(
      sql`coalesce(m.last_active_at, m.joined_at, '-infinity') < now() - ${filter.inactiveDays} * interval '1 day'`,
    );
  }
  if (filter.withoutAccess !== undefined) {
    const without = sql`(m.role = 'member' and not ${holds(sql`(h.ends_at is null or h.ends_at > now())`)})`;
    conditions.push(filter.withoutAccess ? without : sql`not ${without}`);
  }
  const seen = await visibleMembers(transaction, organizationId, reader, places);
  const below =
    filter.place &&
    (await peopleAt(transaction, organizationId, within(snapshot, filter.place, places)));
  return (reading) =>
    sql.join([...conditions, seen(reading), ...(below ? [below(reading)] : [])], sql` and `);
}

/** The place and what lies below, as far as the reader sees: a filter tells nothing about places elsewhere. */
function within(snapshot: Snapshot, place: Scope, places: readonly Scope[] | null): Scope[] {
  const below = descendants(snapshot, [place]);
  return places === null ? [...below] : places.filter((one) => below.has(one));
}

function statusCondition(status: MemberFilter['status']): RawBuilder<boolean> {
  const ended = sql`(m.access_ends_at is not null and m.access_ends_at <= now())`;
  switch (status) {
    case undefined:
      return sql`m.status in ('active', 'suspended')`;
    case 'active':
      return sql`m.status = 'active' and not ${ended}`;
    case 'expired':
      return sql`m.status in ('active', 'suspended') and ${ended}`;
    default:
      // Who was invited and never joined was never one of the people here.
      return status === 'removed'
        ? sql`m.status = 'removed' and m.joined_at is not null`
        : sql`m.status = ${status}`;
  }
}

const holds = (condition: RawBuilder<unknown>): RawBuilder<boolean> => sql`exists (
  select from grants h where h.organization_id = m.organization_id and h.member_id = m.member_id and ${condition}
)`;

/** More than this many hits are found quicker by walking the list than by looking each one up. */
const mostHits = 1000;

/** Name, address and phone hold the text; or it is the code of a place where the person has something. */
async function searchCondition(
  transaction: Transaction,
  organizationId: OrganizationId,
  typed: string,
): Promise<RawBuilder<unknown>> {
  const pattern = containing(typed);
  const { rows } = await sql<{ member_id: string }>`
    select members_matching(${pattern}, ${mostHits + 1}) as member_id
  `.execute(transaction);
  const text =
    rows.length > mostHits
      ? sql`m.search_text like ${pattern}`
      : sql`m.member_id = any(${rows.map(({ member_id }) => member_id)})`;
  const entities = await entitiesWithCode(transaction, organizationId, typed);
  return entities.length === 0 ? text : sql`(${text} or ${holds(sql`h.scope = any(${entities})`)})`;
}

async function entitiesWithCode(
  transaction: Transaction,
  organizationId: OrganizationId,
  code: string,
): Promise<EntityId[]> {
  const { rows } = await sql<{ entity_id: EntityId }>`
    select entity_id from entities
    where organization_id = ${organizationId} and lower(code) = ${code.toLowerCase()} limit 20
  `.execute(transaction);
  return rows.map(({ entity_id }) => entity_id);
}
