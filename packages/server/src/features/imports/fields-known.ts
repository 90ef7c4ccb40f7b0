import { type OrganizationId, snapshotModel } from '@latchkey/engine';
import type { Services } from '../../services.ts';
import type { PlanningContext } from './planning-context.ts';
import { PlaceIndex } from './values/place-index.ts';
import { SetIndex } from './values/set-index.ts';

/** Enough to name the fields of a file, without reading sets and places. */
export async function fieldsKnown(
  { snapshots }: Services,
  organizationId: OrganizationId,
): Promise<Pick<PlanningContext, 'model' | 'sets' | 'places' | 'now'>> {
  const model = snapshotModel(await snapshots.current(organizationId));
  return {
    model,
    sets: new SetIndex([]),
    places: new PlaceIndex(model, { id: organizationId, name: '' }, []),
    now: Date.now(),
  };
}
