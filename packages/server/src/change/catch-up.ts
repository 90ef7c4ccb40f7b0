import {
  applyEffects,
  type Effect,
  type OrganizationId,
  type Snapshot,
  snapshotRevision,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { ModelVersions } from './model-versions.ts';
import { withoutPersonalValues } from './personal-values.ts';

interface RecordedObject {
  readonly revision: number;
  readonly object: Effect['object'];
  readonly id: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** Brings a snapshot to the newest committed change, in place. The caller keeps others from doing so at the same time. */
export async function catchUp(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  models: ModelVersions,
): Promise<void> {
  const { rows } = await transaction.client.query<RecordedObject>({
    name: 'catch-up',
    text: `select revision, object, object_id as id, before, after from change_objects
           where organization_id = $1 and revision > $2 order by revision, ordinal`,
    values: [organizationId, snapshotRevision(snapshot)],
  });
  for (const [revision, objects] of Map.groupBy(rows, (row) => row.revision)) {
    const effects = objects.map(withoutPersonalValues);
    const organization = effects.find((effect) => effect.object === 'organization');
    const hash = organization?.after?.modelHash;
    const moved = hash !== undefined && hash !== organization?.before?.modelHash;
    const model = moved ? await models.require(transaction, hash) : undefined;
    applyEffects(snapshot, effects, revision, model);
  }
}
