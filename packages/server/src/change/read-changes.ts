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

interface RecordedObject {
  readonly revision: number;
  readonly object: Effect['object'];
  readonly id: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** The changes after a revision, oldest first and no more than `most`. */
export async function readChanges(
  transaction: Transaction,
  organizationId: OrganizationId,
  { after, most }: { readonly after: number; readonly most: number },
  models: ModelVersions,
): Promise<readonly SnapshotChange[]> {
  const { rows } = await transaction.client.query<RecordedObject>({
    name: 'read-changes',
    text: `select revision, object, object_id as id, before, after from change_objects
           where organization_id = $1 and revision > $2 and revision <= $3 order by revision, ordinal`,
    values: [organizationId, after, Math.min(after + most, Number.MAX_SAFE_INTEGER)],
  });
  const changes: SnapshotChange[] = [];
  for (const [revision, objects] of Map.groupBy(rows, (row) => row.revision)) {
    const effects = objects.map(withoutPersonalValues);
    const hash = modelMovedTo(effects);
    changes.push({
      revision,
      effects,
      ...(hash !== undefined && { model: await models.require(transaction, hash) }),
    });
  }
  return changes;
}

/** The model version that these effects move the organization to. */
export function modelMovedTo(effects: readonly Effect[]): string | undefined {
  const organization = effects.find((effect) => effect.object === 'organization');
  const hash = organization?.after?.modelHash;
  return hash === organization?.before?.modelHash ? undefined : hash;
}
