import { type OrganizationId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import type { Services } from '../services.ts';
import type { AskedQuestion } from './asked-question.ts';
import { leastRevision } from './least-revision.ts';

/**
 * What the questions are answered from: never older than the revision that one of them names. Looked for when the body
 * is there, for much may have happened while it came.
 */
export function caughtUp(
  { revisions, snapshots }: Services,
  organizationId: OrganizationId,
  questions: readonly AskedQuestion[],
): Snapshot | Promise<Snapshot> {
  const least = leastRevision(revisions, organizationId, questions);
  const held = snapshots.held(organizationId);
  if (held && least <= snapshotRevision(held.snapshot)) return held.snapshot;
  return snapshots.atLeast(organizationId, least);
}
