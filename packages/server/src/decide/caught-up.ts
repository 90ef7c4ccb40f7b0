import { type OrganizationId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import type { Services } from '../services.ts';
import type { JsonObject } from './asked-question.ts';
import { leastRevision } from './least-revision.ts';

/**
 * What the question is answered from: never older than the revision that it names. Looked for when the body is
 * there, for much may have happened while it came.
 */
export function caughtUp(
  { revisions, snapshots }: Services,
  organizationId: OrganizationId,
  body: JsonObject,
  items: readonly unknown[],
): Snapshot | Promise<Snapshot> {
  const least = leastRevision(revisions, organizationId, body, items);
  const held = snapshots.held(organizationId);
  if (held && least <= snapshotRevision(held.snapshot)) return held.snapshot;
  return snapshots.atLeast(organizationId, least);
}
