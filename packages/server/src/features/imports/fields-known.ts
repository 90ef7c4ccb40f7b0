import { type OrganizationId, snapshotModel } from '@latchkey/engine';
import type { Services } from '../../services.ts';
import { accessKind } from '../../words/access-kind.ts';
import type { FieldsKnown } from './columns/import-fields.ts';
import { HoldingIndex } from './values/holding-index.ts';
import { PlaceIndex } from './values/place-index.ts';

/** Enough to name the fields of a file, without reading sets and places. */
export async function fieldsKnown(
  { snapshots }: Services,
  organizationId: OrganizationId,
): Promise<FieldsKnown> {
  const model = snapshotModel(await snapshots.current(organizationId));
  return {
    model,
    access: accessKind(model),
    holdings: new HoldingIndex([]),
    places: new PlaceIndex(model, { id: organizationId, name: '' }, []),
    now: Date.now(),
  };
}
