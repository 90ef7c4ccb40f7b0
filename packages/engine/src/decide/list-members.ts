import type { Question } from '../decision.ts';
import type { Instant, MemberId } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { evaluate } from './evaluate.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';

/** Who may do this here, owners included: exactly those for whom `evaluate` says yes, in the order of their ids. */
export function listMembers(
  snapshot: Snapshot,
  asked: Pick<Question, 'permission' | 'place'>,
  page: PageRequest,
  now: Instant,
): Page<MemberId> {
  const allowed: MemberId[] = [];
  for (const { memberId } of storeOf(snapshot).allMembers()) {
    if (evaluate(snapshot, { memberId, ...asked }, now).allowed) allowed.push(memberId);
  }
  return pageOf(allowed.sort(), page);
}
