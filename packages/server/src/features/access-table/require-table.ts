import {
  ancestors,
  type EntityId,
  handOutPermissions,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { visibleEntities } from '../entities/visible-entities.ts';

export interface TableOf {
  readonly snapshot: Snapshot;
  /** The place, what it lies in, and the organization; nearest first. */
  readonly lineage: readonly Scope[];
  /** Permissions that the reader may give here; never none. */
  readonly mayGive: readonly string[];
}

/** The table of a place is for whoever manages people there; a place that the reader does not see is not there. */
export async function requireTable(
  services: Services,
  { organizationId, memberId }: SignedIn,
  entityId: EntityId,
): Promise<TableOf> {
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  const visible = visibleEntities(snapshot, memberId, now);
  const lineage = ancestors(snapshot, entityId);
  const isSeen = visible !== null && (visible.managed?.includes(entityId) ?? true);
  if (lineage.length === 0 || !isSeen) throw new ProblemError('not_found');
  if (snapshotModel(snapshot).assignment !== 'direct') {
    throw new ProblemError('permissions_not_direct');
  }
  const mayGive = handOutPermissions(snapshot, memberId, entityId, now);
  if (mayGive.length === 0) throw new ProblemError('forbidden');
  return { snapshot, lineage, mayGive };
}
