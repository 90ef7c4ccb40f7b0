import { type OrganizationId, snapshotModel } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { accessKind } from '../../words/access-kind.ts';
import { modelInUse } from '../../words/model-in-use.ts';
import type { FieldsKnown } from './columns/import-fields.ts';
import { HoldingIndex } from './values/holding-index.ts';
import { PlaceIndex } from './values/place-index.ts';

/** Enough to name the fields of a file, without reading sets and places. */
export async function fieldsKnown(
  { db, snapshots }: Services,
  organizationId: OrganizationId,
): Promise<FieldsKnown> {
  const whole = snapshotModel(await snapshots.current(organizationId));
  const { types_off } = await inOrganization(db, organizationId, (transaction) =>
    transaction
      .selectFrom('organizations')
      .select('types_off')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow(),
  );
  const model = modelInUse(whole, types_off);
  return {
    model,
    access: accessKind(model),
    holdings: new HoldingIndex([]),
    places: new PlaceIndex(model, { id: organizationId, name: '' }, []),
    now: Date.now(),
  };
}
