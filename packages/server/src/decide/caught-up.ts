import { type OrganizationId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import type { JsonObject } from './asked-question.ts';
import type { Caller } from './caller-keys.ts';
import { leastRevision } from './least-revision.ts';
import { RefusedRequest } from './refused-request.ts';

/** The caller's snapshot, or a newer one when the question names a revision that it does not include. */
export function caughtUp(
  services: Services,
  { organizationId, snapshot }: Caller,
  body: JsonObject,
  items: readonly unknown[],
): Snapshot | Promise<Snapshot> {
  const least = leastRevision(services.config.serverKey, organizationId, body, items);
  if (least <= snapshotRevision(snapshot)) return snapshot;
  return catchUp(services, organizationId, least);
}

async function catchUp(
  { snapshots }: Services,
  organizationId: OrganizationId,
  least: number,
): Promise<Snapshot> {
  try {
    return await snapshots.atLeast(organizationId, least);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'behind') throw error;
    throw new RefusedRequest(503, 'This server has not caught up with that revision yet.', {
      'Retry-After': '1',
    });
  }
}
