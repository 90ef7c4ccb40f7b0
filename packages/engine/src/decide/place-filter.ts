import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { type MemberAccess, organizationOrdinal } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import { isActive } from './covering.ts';
import { scopesOf } from './places.ts';
import { bearOn, nowhere, placesWithin, type Reach, reachOf } from './reach.ts';

/**
 * The places where a question is answered yes: all, none, or exactly those under one of `under` and under none
 * of `except`. A place is under itself and under everything that it lies in.
 */
export type PlaceFilter = {
  /** The next instant at which time alone may change the filter; null: never. */
  readonly validUntil: Instant | null;
} & (
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'some'; readonly under: readonly Scope[]; readonly except: readonly Scope[] }
);

/** Where the member may do this, for lists: what it says yes to is what `evaluate` says yes to. */
export function placeFilter(
  snapshot: Snapshot,
  memberId: MemberId,
  permission: string,
  now: Instant,
  groups?: readonly PermissionSetId[],
): PlaceFilter {
  const store = storeOf(snapshot);
  const member = askedMember(store, memberId, groups);
  const bit = store.compiled.bits.get(permission);
  if (member === null || bit === undefined) return { kind: 'none', validUntil: null };
  const validUntil = nextTurn(store, member, bit, now);
  const { under, except } = reachOf(store, member, bit, now);
  if (under.size === 0) return { kind: 'none', validUntil };
  if (under.has(organizationOrdinal) && except.size === 0) return { kind: 'all', validUntil };
  return {
    kind: 'some',
    under: scopesOf(store, under).sort(),
    except: scopesOf(store, except).sort(),
    validUntil,
  };
}

/** The places of a filter, sorted: those of one type, or with null those of every type, the organization among them. */
export function expandFilter(
  snapshot: Snapshot,
  filter: PlaceFilter,
  type: string | null,
): Scope[] {
  const store = storeOf(snapshot);
  const ids: Scope[] = [];
  for (const ordinal of placesWithin(store, reachOfFilter(store, filter))) {
    const entity = store.entityAt(ordinal);
    if (entity !== null && (type === null || entity.type === type)) ids.push(entity.id);
  }
  return ids.sort();
}

/** The next beginning or end of anything held that gives the permission, brings what it requires, or hides it. */
function nextTurn(
  store: SnapshotStore,
  member: MemberAccess,
  bit: number,
  now: Instant,
): Instant | null {
  if (!isActive(member, now)) return null;
  const turns = [member.accessEndsAt];
  for (const { set: ordinal, startsAt, endsAt } of member.role === 'owner' ? [] : member.grants) {
    const set = store.setAt(ordinal);
    const matters =
      bearOn(store, set?.words, bit) ||
      set?.restrictions.some((key) => bearOn(store, store.compiled.restrictions.get(key), bit));
    if (matters) turns.push(startsAt, endsAt);
  }
  let next: Instant | null = null;
  for (const turn of turns) {
    if (turn !== null && turn > now && (next === null || turn < next)) next = turn;
  }
  return next;
}

/** The filter in numbers. */
export function reachOfFilter(store: SnapshotStore, filter: PlaceFilter): Reach {
  const numbers = (scopes: readonly Scope[]) =>
    new Set(scopes.flatMap((scope) => store.entity(scope)?.ordinal ?? []));
  if (filter.kind === 'none') return nowhere;
  if (filter.kind === 'all') return { ...nowhere, under: new Set([organizationOrdinal]) };
  return { under: numbers(filter.under), except: numbers(filter.except) };
}
