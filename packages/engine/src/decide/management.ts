import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { containsAll, hasBit, namesOf } from '../snapshot/compiled-model.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import {
  type EntityRecord,
  type MemberRecord,
  organizationOrdinal,
  type SetRecord,
} from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import {
  effectiveWords,
  hasEnded,
  isActive,
  isLive,
  ownWords,
  restrictionsOf,
  wordsOfHolder,
} from './covering.ts';

export type ManagingPermission =
  | 'access.member.read'
  | 'access.member.invite'
  | 'access.member.change'
  | 'access.member.remove'
  | 'access.set.manage'
  | 'access.place.manage'
  | 'access.key.manage';

/** Whether a set may be given by this member at this scope: listed by a set that manages people there, and within what is held there. */
export function mayHandOut(
  snapshot: Snapshot,
  memberId: MemberId,
  setId: PermissionSetId,
  scope: Scope,
  now: Instant,
): boolean {
  const store = storeOf(snapshot);
  const member = store.member(memberId);
  const entity = store.entity(scope);
  return member !== null && entity !== null && handsOut(store, member, setId, entity, now);
}

/** Sets that the member may hand out at one place at least. */
export function handOutSets(
  snapshot: Snapshot,
  memberId: MemberId,
  now: Instant,
): PermissionSetId[] {
  const store = storeOf(snapshot);
  const member = store.member(memberId);
  if (member === null || !isActive(member, now)) return [];
  const scopes = tellingPlaces(store, member);
  const sets: PermissionSetId[] = [];
  for (const set of store.allSets()) {
    const somewhere = scopes.some((ordinal) => {
      const entity = store.entityAt(ordinal);
      return entity !== null && handsOut(store, member, set.setId, entity, now);
    });
    if (somewhere) sets.push(set.setId);
  }
  return sets.sort();
}

/** One place for each combination of grants that reach a place together: rights differ nowhere else. */
function tellingPlaces(store: SnapshotStore, member: MemberRecord): number[] {
  if (member.role === 'owner') return [organizationOrdinal];
  const scopes = [...new Set(member.grants.map((grant) => grant.scope))];
  if (scopes.length < 2) return scopes;
  const placeOf = new Map<string, number>();
  for (const ordinal of ordinalsBelow(store, scopes)) {
    const above = store.entityAt(ordinal)?.ancestors ?? [];
    const reaching = scopes.filter((scope) => above.includes(scope)).join();
    if (!placeOf.has(reaching)) placeOf.set(reaching, ordinal);
  }
  return [...placeOf.values()];
}

/** Whether all access of the target lies within what the actor manages and holds. */
export function dominates(
  snapshot: Snapshot,
  actor: MemberId,
  target: MemberId,
  now: Instant,
): boolean {
  const store = storeOf(snapshot);
  const actorRecord = store.member(actor);
  const targetRecord = store.member(target);
  if (actorRecord === null || targetRecord === null) return false;
  return isAbove(store, actorRecord, targetRecord, memberManaging, now);
}

/** Whether the actor sees the target in the list of people. */
export function sees(snapshot: Snapshot, actor: MemberId, target: MemberId, now: Instant): boolean {
  const store = storeOf(snapshot);
  const actorRecord = store.member(actor);
  const targetRecord = store.member(target);
  if (actorRecord === null || targetRecord === null) return false;
  if (actor === target) return true;
  if (mayAt(store, actorRecord, 'access.member.read', organizationOrdinal, now)) return true;
  return targetRecord.grants.some((grant) =>
    mayAt(store, actorRecord, 'access.member.read', grant.scope, now),
  );
}

const memberManaging: readonly ManagingPermission[] = [
  'access.member.invite',
  'access.member.change',
  'access.member.remove',
];

/** Whether one of these managing permissions and everything the target holds lie within the actor's own, at each of the target's scopes. */
export function isAbove(
  store: SnapshotStore,
  actor: MemberRecord,
  target: MemberRecord,
  oneOf: readonly ManagingPermission[],
  now: Instant,
): boolean {
  if (!isActive(actor, now)) return false;
  if (actor.role === 'owner') return true;
  if (target.role === 'owner') return false;
  // One who holds nothing is in nobody's part of the organization, so only its top manages that person.
  const held = target.grants.filter((grant) => !hasEnded(grant.endsAt, now));
  if (held.length === 0) {
    return oneOf.some((permission) => mayAt(store, actor, permission, organizationOrdinal, now));
  }
  return held.every((grant) => {
    const set = store.setAt(grant.set);
    const own = ownWords(store, actor, store.entityAt(grant.scope)?.ancestors ?? [], now);
    return (
      set !== null &&
      containsAll(own, wordsOfHolder(store, set)) &&
      oneOf.some((permission) => hasPermission(store, own, permission))
    );
  });
}

export function mayAt(
  store: SnapshotStore,
  member: MemberRecord,
  permission: ManagingPermission,
  ordinal: number,
  now: Instant,
): boolean {
  const lineage = store.entityAt(ordinal)?.ancestors;
  return (
    lineage !== undefined &&
    hasPermission(store, effectiveWords(store, member, lineage, now), permission)
  );
}

export function handsOut(
  store: SnapshotStore,
  member: MemberRecord,
  setId: PermissionSetId,
  entity: EntityRecord,
  now: Instant,
): boolean {
  const set = store.set(setId);
  if (set === null || !isActive(member, now)) return false;
  if (member.role === 'owner') return true;
  const own = ownWords(store, member, entity.ancestors, now);
  return (
    containsAll(own, wordsOfHolder(store, set)) &&
    carriesAll(set, restrictionsOf(store, member, now)) &&
    listsSet(store, member, setId, entity, own, now)
  );
}

/** Whoever is restricted hands on the restriction with everything else. */
export const carriesAll = (
  { restrictions }: Pick<SetRecord, 'restrictions'>,
  wanted: ReadonlySet<string>,
) => [...wanted].every((key) => restrictions.includes(key));

/** Whether permissions may be given directly by this member at this place: people are managed there, and nothing goes beyond what is held. */
export function handsOutDirectly(
  store: SnapshotStore,
  member: MemberRecord,
  words: Uint32Array,
  entity: EntityRecord,
  now: Instant,
): boolean {
  if (!isActive(member, now)) return false;
  if (member.role === 'owner') return true;
  const own = ownWords(store, member, entity.ancestors, now);
  return (
    containsAll(own, words) &&
    restrictionsOf(store, member, now).size === 0 &&
    (['access.member.invite', 'access.member.change'] as const).some((permission) =>
      hasPermission(store, own, permission),
    )
  );
}

/** The permissions that this member may give directly at this place, sorted; none where no people are managed. */
export function handOutPermissions(
  snapshot: Snapshot,
  memberId: MemberId,
  scope: Scope,
  now: Instant,
): string[] {
  const store = storeOf(snapshot);
  const member = store.member(memberId);
  const entity = store.entity(scope);
  if (member === null || entity === null) return [];
  const own = ownWords(store, member, entity.ancestors, now);
  return handsOutDirectly(store, member, own, entity, now) ? namesOf(store.compiled, own) : [];
}

/** Whether a set held over the place names this one as one to hand out. */
function listsSet(
  store: SnapshotStore,
  member: MemberRecord,
  setId: PermissionSetId,
  entity: EntityRecord,
  own: Uint32Array,
  now: Instant,
): boolean {
  return member.grants.some((grant) => {
    if (!isLive(grant, now) || !entity.ancestors.includes(grant.scope)) return false;
    const held = store.setAt(grant.set);
    if (held === null || !(held.mayGrant === '*' || held.mayGrant.has(setId))) return false;
    return (['access.member.invite', 'access.member.change'] as const).some(
      (permission) =>
        hasPermission(store, held.words, permission) && hasPermission(store, own, permission),
    );
  });
}

/** Whether a set held over the whole organization may hand out whatever its holder has. */
export function handsOutEverything(
  store: SnapshotStore,
  member: MemberRecord,
  now: Instant,
): boolean {
  return member.grants.some(
    (grant) =>
      isLive(grant, now) &&
      grant.scope === organizationOrdinal &&
      store.setAt(grant.set)?.mayGrant === '*',
  );
}

function hasPermission(
  store: SnapshotStore,
  words: Uint32Array,
  permission: ManagingPermission,
): boolean {
  const bit = store.compiled.bits.get(permission);
  return bit !== undefined && hasBit(words, bit);
}
