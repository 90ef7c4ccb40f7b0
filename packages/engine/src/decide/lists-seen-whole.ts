import type { Question } from '../decision.ts';
import type { Instant, MemberId, Scope } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { keptPage } from './kept-page.ts';
import { listMembers } from './list-members.ts';
import { type AskedPlaces, listPlaces } from './list-places.ts';
import { masksOf } from './masks-of.ts';
import type { Page, PageRequest } from './page.ts';

/** As `listPlaces`, without the places of which something would have to be masked: for whoever masks nothing. */
export function listPlacesSeenWhole(
  snapshot: Snapshot,
  asked: AskedPlaces,
  page: PageRequest,
  now: Instant,
): Page<Scope> {
  const { memberId, type, groups } = asked;
  return keptPage(
    (part) => listPlaces(snapshot, asked, part, now),
    (scope) => masksOf(snapshot, memberId, scope, type, now, groups).size === 0,
    page,
  );
}

/** As `listMembers`, without those for whom something of such a resource would have to be masked. */
export function listMembersSeeingAll(
  snapshot: Snapshot,
  { resourceType, ...asked }: Pick<Question, 'permission' | 'place'> & { resourceType: string },
  page: PageRequest,
  now: Instant,
): Page<MemberId> {
  return keptPage(
    (part) => listMembers(snapshot, asked, part, now),
    (memberId) => masksOf(snapshot, memberId, asked.place, resourceType, now).size === 0,
    page,
  );
}
