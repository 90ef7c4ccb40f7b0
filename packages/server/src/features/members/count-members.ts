import type { MemberFilter } from '@latchkey/contract';
import {
  type MemberId,
  type OrganizationId,
  type Snapshot,
  snapshotRevision,
} from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

interface Counted {
  readonly revision: number;
  readonly at: number;
  readonly total: number;
}

/** Counts of lists that were looked at lately: turning a page does not count a hundred thousand people again. */
const countsOf = new WeakMap<Snapshot, Map<string, Counted>>();
const mostCounts = 200;
/** Some filters change by time alone, and a person is last active at some time: such counts are not kept for long. */
const lifeMilliseconds = 30_000;

export interface CountInput {
  readonly organizationId: OrganizationId;
  readonly reader: MemberId;
  readonly snapshot: Snapshot;
  readonly filter: MemberFilter;
  readonly where: RawBuilder<unknown>;
}

/** How many people a list has. Every change of the organization has a new revision, and so a new count. */
export async function countMembers(
  transaction: Transaction,
  { organizationId, reader, snapshot, filter, where }: CountInput,
): Promise<number> {
  const counts = countsOf.get(snapshot) ?? new Map<string, Counted>();
  countsOf.set(snapshot, counts);
  const key = JSON.stringify([reader, filter]);
  const revision = snapshotRevision(snapshot);
  const known = counts.get(key);
  if (known && known.revision === revision && Date.now() - known.at < lifeMilliseconds)
    return known.total;
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from members m where m.organization_id = ${organizationId} and ${where}
  `.execute(transaction);
  const total = rows[0]?.total ?? 0;
  counts.delete(key);
  counts.set(key, { revision, at: Date.now(), total });
  const [oldest] = counts.keys();
  if (counts.size > mostCounts && oldest !== undefined) counts.delete(oldest);
  return total;
}
