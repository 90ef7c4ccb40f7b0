import {
  type MemberId,
  type OrganizationId,
  type PlaceFilter,
  placeFilter,
} from '@latchkey/engine';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';

/** The person who looks or acts. */
export interface Reader {
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId;
}

/** Where the reader may do this at present: managing is decided by the engine like everything else. */
export async function readerReach(
  { snapshots }: Services,
  { organizationId, memberId }: Reader,
  permission: string,
): Promise<PlaceFilter> {
  const snapshot = await snapshots.current(organizationId);
  return placeFilter(snapshot, memberId, permission, Date.now());
}

/** The reader may do this in the whole organization; else the request is refused. */
export async function requireEverywhere(
  services: Services,
  reader: Reader,
  permission: string,
): Promise<void> {
  const reach = await readerReach(services, reader, permission);
  if (reach.kind !== 'all') throw new ProblemError('forbidden');
}
