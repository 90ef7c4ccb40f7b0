import {
  expandFilter,
  type PlaceFilter,
  placeFilter,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import type { Services } from '../services.ts';
import type { SignedIn } from './env.ts';
import { ProblemError } from './problem.ts';

export type AccessPermission = `access.${string}`;

/** Where the reader may do this, or the first of these that the reader may do at all, for routes that show nothing at all to whoever may do it nowhere. */
export async function requireReach(
  services: Services,
  { organizationId, memberId }: SignedIn,
  oneOf: AccessPermission | readonly AccessPermission[],
): Promise<{ readonly snapshot: Snapshot; readonly reach: PlaceFilter }> {
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  for (const permission of [oneOf].flat()) {
    const reach = placeFilter(snapshot, memberId, permission, now);
    if (reach.kind !== 'none') return { snapshot, reach };
  }
  throw new ProblemError('forbidden');
}

/** Every place within the reach, for a query; null: no limit. */
export function placesWithin(snapshot: Snapshot, reach: PlaceFilter): readonly Scope[] | null {
  return reach.kind === 'all' ? null : expandFilter(snapshot, reach, null);
}
