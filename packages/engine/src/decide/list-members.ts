import type { Question } from '../decision.ts';
import type { Instant, MemberId } from '../ids.ts';
import { hasBitAt } from '../snapshot/set-bits.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { lineageOf } from './covering.ts';
import { mergeSorted } from './merge-sorted.ts';
import type { Page, PageRequest } from './page.ts';
import { isYes, reading, verdict } from './verdict.ts';

/**
 * Who may do this here, owners included: exactly those for whom `evaluate` says yes, in the order of their ids.
 * Walks only holders of the permission at the place and above it. Not for a branch.
 */
export function listMembers(
  snapshot: Snapshot,
  { permission, place }: Pick<Question, 'permission' | 'place'>,
  { after, limit }: PageRequest,
  now: Instant,
): Page<MemberId> {
  const store = storeOf(snapshot);
  const { packed, holders, setBits } = store;
  if (packed === null || holders === null) throw new Error('A branch holds no lists.');
  const bit = store.compiled.bits.get(permission) ?? -1;
  const lineage = lineageOf(store, place);
  const ids: MemberId[] = [];
  if (bit === -1 || lineage === null || limit === 0) return { ids, next: null };

  const isBehind = (member: number) => after === null || packed.ids.compareWith(member, after) > 0;
  const lists = [holders.owners.from(isBehind)];
  for (const scope of lineage) {
    for (const [set, members] of holders.at(scope)) {
      if (hasBitAt(setBits, set, bit)) lists.push(members.from(isBehind));
    }
  }
  reading.stand(store, lineage);
  for (const member of mergeSorted(lists, (left, right) => packed.ids.compare(left, right))) {
    reading.openAt(packed.cells, packed.begins[member] ?? 0);
    if (!isYes(verdict(store, bit, now))) continue;
    if (ids.length === limit) return { ids, next: ids.at(-1) ?? null };
    ids.push(packed.ids.at(member));
  }
  return { ids, next: null };
}
