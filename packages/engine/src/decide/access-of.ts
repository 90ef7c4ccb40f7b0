import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { containsAll, hasBit, unionOf } from '../snapshot/compiled-model.ts';
import type { GrantRecord, MemberRecord, SetRecord } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { isLive, restrictionsOf } from './covering.ts';
import { scopesOf } from './places.ts';
import { reachOf } from './reach.ts';

/** Everything about one person's access that permissions and restrictions say. */
export interface PersonalAccess {
  /** In the order of the model. */
  readonly permissions: readonly HeldPermission[];
  readonly restrictions: readonly BindingRestriction[];
}

export interface HeldPermission {
  readonly permission: string;
  /** It counts under these places… */
  readonly under: readonly Scope[];
  /** …and not under these, where its module is off. */
  readonly except: readonly Scope[];
  /** Why it counts nowhere although it is given; null where it counts. */
  readonly blocked: BlockedBy | null;
  /** What gives it: empty for an owner. */
  readonly through: readonly GivingHolding[];
}

export type BlockedBy = 'module_disabled' | 'masked' | 'missing_required';

/** A set, or with null permissions given directly, and where it is held. */
export interface GivingHolding {
  readonly setId: PermissionSetId | null;
  readonly scopes: readonly Scope[];
}

export interface BindingRestriction {
  readonly key: string;
  readonly setIds: readonly PermissionSetId[];
}

/**
 * What somebody may do and where, what gives it, and what hides something. Whoever is invited or suspended is
 * read as if active; what has not begun or is over is left out. Null for one who is unknown.
 */
export function accessOf(
  snapshot: Snapshot,
  memberId: MemberId,
  now: Instant,
): PersonalAccess | null {
  const store = storeOf(snapshot);
  const found = store.member(memberId);
  if (found === null) return null;
  const member: MemberRecord = { ...found, status: 'active', accessEndsAt: null };
  const live = member.grants.filter((grant) => isLive(grant, now));
  const bySet = Map.groupBy(live, ({ set }) => set);
  const restrictions = [...restrictionsOf(store, member, now)].sort();
  const permissions = Object.values(store.compiled.model.modules)
    .flatMap((module) => Object.keys(module.permissions))
    .flatMap((permission) => heldPermission(store, member, bySet, permission, now) ?? []);
  return {
    permissions,
    restrictions: restrictions.map((key) => ({
      key,
      setIds: [...bySet.keys()].flatMap((ordinal) => {
        const set = store.setAt(ordinal);
        return set !== null && set.setId !== null && set.restrictions.includes(key)
          ? [set.setId]
          : [];
      }),
    })),
  };
}

function heldPermission(
  store: SnapshotStore,
  member: MemberRecord,
  bySet: ReadonlyMap<number, readonly GrantRecord[]>,
  permission: string,
  now: Instant,
): HeldPermission | null {
  const bit = store.compiled.bits.get(permission);
  if (bit === undefined) return null;
  const through: GivingHolding[] = [];
  const giving: SetRecord[] = [];
  for (const [ordinal, grants] of member.role === 'owner' ? [] : bySet) {
    const set = store.setAt(ordinal);
    if (set === null || !hasBit(set.words, bit)) continue;
    giving.push(set);
    through.push({
      setId: set.setId,
      // Held twice at a place, as from one day and until another, it is held there.
      scopes: scopesOf(store, new Set(grants.map(({ scope }) => scope))),
    });
  }
  if (member.role !== 'owner' && through.length === 0) return null;
  const { under, except } = reachOf(store, member, bit, now);
  if (under.size === 0 && giving.length === 0) return null;
  return {
    permission,
    under: scopesOf(store, under),
    except: scopesOf(store, except),
    blocked: under.size > 0 ? null : blockedBy(store, member, bySet, bit, now),
    through,
  };
}

/** What stands in the way, the strictest first. */
function blockedBy(
  store: SnapshotStore,
  member: MemberRecord,
  bySet: ReadonlyMap<number, readonly GrantRecord[]>,
  bit: number,
  now: Instant,
): BlockedBy {
  const { compiled } = store;
  const hidden = [...restrictionsOf(store, member, now)].map((key) =>
    compiled.restrictions.get(key),
  );
  if (hasBit(unionOf(compiled.wordCount, hidden), bit)) return 'masked';
  const held = unionOf(
    compiled.wordCount,
    [...bySet.keys()].map((ordinal) => store.setAt(ordinal)?.words),
  );
  const needed = compiled.requires[bit] ?? null;
  if (needed !== null && !containsAll(held, needed)) return 'missing_required';
  return [...store.offAt.values()].some((words) => hasBit(words, bit))
    ? 'module_disabled'
    : 'missing_required';
}
