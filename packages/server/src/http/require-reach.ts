import { descendants, reachOf, type Scope, type Snapshot } from '@latchkey/engine';
import type { Services } from '../services.ts';
import type { SignedIn } from './env.ts';
import { ProblemError } from './problem.ts';

export type AccessPermission = `access.${string}`;

/** Where the reader may do this, for routes that show nothing at all to whoever may do it nowhere. */
export async function requireReach(
  services: Services,
  { organizationId, memberId }: SignedIn,
  permission: AccessPermission,
): Promise<{ readonly snapshot: Snapshot; readonly reach: 'everywhere' | readonly Scope[] }> {
  const snapshot = await services.snapshots.current(organizationId);
  const reach = reachOf(snapshot, memberId, permission, Date.now());
  if (reach.length === 0) throw new ProblemError('forbidden');
  return { snapshot, reach };
}

/** Every place within the reach, for a query; null: no limit. */
export function placesWithin(
  snapshot: Snapshot,
  reach: 'everywhere' | readonly Scope[],
): readonly Scope[] | null {
  return reach === 'everywhere' ? null : [...descendants(snapshot, reach)];
}
