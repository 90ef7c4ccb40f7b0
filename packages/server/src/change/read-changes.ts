import type { AccessModel, Effect, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { ModelVersions } from './model-versions.ts';
import { withoutPersonalValues } from './personal-values.ts';

/** One change as a snapshot takes it. Whoever passes it on leaves out what is personal: `bareEffect`. */
export interface SnapshotChange {
  readonly revision: number;
  readonly effects: readonly Effect[];
  /** Where the change moves the organization to another model version. */
  readonly model?: AccessModel;
}

/** Some of the log, for what goes on from it. */
export interface LogPage {
  /** Oldest first, without gaps. */
  readonly changes: readonly SnapshotChange[];
  /** The hash of the entry before them; another one than expected belongs to another log. */
  readonly previousHash: string | null;
  /** The hash of the last of them. */
  readonly hash: string | null;
  /** Whether there may be more after them. */
  readonly isFull: boolean;
}

interface RecordedObject {
  readonly revision: number;
  readonly object: Effect['object'];
  readonly id: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  /** With the first object of each change. */
  readonly previousHash: string | null;
  readonly hash: string | null;
}

/** What is read and taken at once. */
export const pageOfObjects = 20_000;
const mostChanges = 1_000;

/** The changes after a revision: whole ones, the first in any case, until `most` objects are reached; an import writes thousands at once. */
export async function readChanges(
  transaction: Transaction,
  organizationId: OrganizationId,
  { after, most }: { readonly after: number; readonly most: number },
  models: ModelVersions,
): Promise<LogPage> {
  const { rows } = await transaction.client.query<RecordedObject>({
    name: 'read-changes',
    text: `with next as materialized (
             select revision, previous_hash, hash, object_count from changes
             where organization_id = $1 and revision > $2 order by revision limit $4),
           page as (
             select *, sum(object_count) over (order by revision) - object_count as objects_before from next)
           select o.revision, o.object, o.object_id as id, o.before, o.after,
                  case when o.ordinal = 0 then p.previous_hash end as "previousHash",
                  case when o.ordinal = 0 then p.hash end as hash
           from page p join change_objects o on o.organization_id = $1 and o.revision = p.revision
           where p.objects_before < $3 order by o.revision, o.ordinal`,
    values: [organizationId, after, most, mostChanges],
  });
  const changes: SnapshotChange[] = [];
  let hash: string | null = null;
  for (const [revision, objects] of Map.groupBy(rows, (row) => row.revision)) {
    const effects = objects.map(withoutPersonalValues);
    const modelHash = modelMovedTo(effects);
    changes.push({
      revision,
      effects,
      ...(modelHash !== undefined && { model: await models.require(transaction, modelHash) }),
    });
    hash = objects[0]?.hash ?? null;
  }
  return {
    changes,
    previousHash: rows[0]?.previousHash ?? null,
    hash,
    isFull: rows.length >= most || changes.length >= mostChanges,
  };
}

/** The model version that these effects move the organization to. */
export function modelMovedTo(effects: readonly Effect[]): string | undefined {
  const organization = effects.find((effect) => effect.object === 'organization');
  const hash = organization?.after?.modelHash;
  return hash === organization?.before?.modelHash ? undefined : hash;
}
