import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { hasBit, namesOf } from '../snapshot/compiled-model.ts';
import { type MemberRecord, organizationOrdinal } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import { effectiveWords, isActive, isLive, isOpenToOwner, lineageOf } from './covering.ts';
import { scopesOf } from './places.ts';

/** Where the member may do this: `everywhere`, or scopes that each reach everything below them. What is switched off further down is not looked at: meant for permissions whose module is always on. */
export function reachOf(
  snapshot: Snapshot,
  memberId: MemberId,
  permission: string,
  now: Instant,
): 'everywhere' | Scope[] {
  const store = storeOf(snapshot);
  const member = store.member(memberId);
  const bit = store.compiled.bits.get(permission);
  if (member === null || bit === undefined) return [];
  const reach = reachOrdinals(store, member, bit, now);
  return reach.has(organizationOrdinal) ? 'everywhere' : scopesOf(store, reach);
}

/** Everything the member may do at this place, sorted. */
export function permissionsAt(
  snapshot: Snapshot,
  memberId: MemberId,
  place: Scope | readonly Scope[],
  now: Instant,
  groups?: readonly PermissionSetId[],
): string[] {
  const store = storeOf(snapshot);
  const member = askedMember(store, memberId, groups);
  const lineage = lineageOf(store, place);
  if (member === null || lineage === null) return [];
  return namesOf(store.compiled, effectiveWords(store, member, lineage, now));
}

/** The topmost places at which the permission counts, as numbers. */
export function reachOrdinals(
  store: SnapshotStore,
  member: MemberRecord,
  bit: number,
  now: Instant,
): Set<number> {
  if (!isActive(member, now)) return new Set();
  if (member.role === 'owner') {
    return new Set(isOpenToOwner(store.compiled, member, bit) ? [organizationOrdinal] : []);
  }
  const counts = (ordinal: number) =>
    hasBit(effectiveWords(store, member, store.entityAt(ordinal)?.ancestors ?? [], now), bit);
  const reach = new Set<number>();
  const visited = new Set<number>();
  const pending: number[] = [];
  for (const grant of member.grants) {
    const words = store.setAt(grant.set)?.words;
    if (words === undefined || !hasBit(words, bit) || !isLive(grant, now)) continue;
    pending.push(grant.scope);
  }
  // A grant that lacks what the permission requires may find it further down, from a grant made there.
  for (let ordinal = pending.pop(); ordinal !== undefined; ordinal = pending.pop()) {
    if (visited.has(ordinal)) continue;
    visited.add(ordinal);
    if (counts(ordinal)) reach.add(ordinal);
    else if (member.grants.length > 1) pending.push(...store.children(ordinal));
  }
  return topmost(store, reach);
}

function topmost(store: SnapshotStore, ordinals: ReadonlySet<number>): Set<number> {
  const top = new Set<number>();
  for (const ordinal of ordinals) {
    const above = store.entityAt(ordinal)?.ancestors ?? [];
    if (!above.some((ancestor) => ancestor !== ordinal && ordinals.has(ancestor))) top.add(ordinal);
  }
  return top;
}
