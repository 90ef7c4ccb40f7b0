import { type MemberId, type OrganizationId, reachOf, type Scope } from '@latchkey/engine';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';

/** The person who looks or acts. */
export interface Reader {
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId;
}

export type Reach = 'everywhere' | readonly Scope[];

/** Where the reader may do this at present: managing is decided by the engine like everything else. */
export async function readerReach(
  { snapshots }: Services,
  { organizationId, memberId }: Reader,
  permission: string,
): Promise<Reach> {
  const snapshot = await snapshots.current(organizationId);
  return reachOf(snapshot, memberId, permission, Date.now());
}

/** The reader may do this in the whole organization; else the request is refused. */
export async function requireEverywhere(
  services: Services,
  reader: Reader,
  permission: string,
): Promise<void> {
  if ((await readerReach(services, reader, permission)) !== 'everywhere') {
    throw new ProblemError('forbidden');
  }
}
