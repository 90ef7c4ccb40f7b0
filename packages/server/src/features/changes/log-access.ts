import { type MemberId, placeFilter, type Snapshot, sees } from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';

/** What of the log the reader may read: all, one's own acts, or nothing but the history of people one sees. */
export type LogAccess = 'everything' | 'people' | 'none';

export function logAccess(
  snapshot: Snapshot,
  { memberId, role }: SignedIn,
  now: number,
): LogAccess {
  if (role === 'owner') return 'everything';
  const reach = placeFilter(snapshot, memberId, 'access.log.read', now);
  if (reach.kind === 'all') return 'everything';
  return reach.kind === 'some' ? 'people' : 'none';
}

/** Whether the reader may read this person's history; one's own is always one's own. */
export function mayReadHistoryOf(
  snapshot: Snapshot,
  signedIn: SignedIn,
  memberId: MemberId,
  now: number,
): boolean {
  if (memberId === signedIn.memberId) return true;
  const access = logAccess(snapshot, signedIn, now);
  if (access === 'everything') return true;
  return access === 'people' && sees(snapshot, signedIn.memberId, memberId, now);
}
