import {
  type Principal as EnginePrincipal,
  type Explanation,
  evaluateMasked,
  listPlacesSeenWhole,
  type MemberId,
  type Page,
  type PageRequest,
  placeFilter,
  placeOf,
  principalOf,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import type { NamedSubject } from '../asked.ts';
import type { Followed } from '../follow/follower.ts';
import type { MaskedFieldOf, ModelKeys, PermissionOf, ResourceOf } from '../keys.ts';
import type { Places } from '../lists/rows-of.ts';
import { maskedView, type View } from '../view.ts';
import { memberOf, namesOf, permissionOf } from './names-here.ts';

/**
 * One person, looked up once and asked many times in this process: for the length of a request. Every answer is as of
 * now; when there is nothing to decide from, it is a no.
 */
export interface Principal<Keys extends ModelKeys = ModelKeys> {
  /** Null for one whom the organization does not know. */
  readonly memberId: MemberId | null;
  /** A resource of which this person sees less than everything is a no; that takes `view`. */
  can(permission: PermissionOf<Keys>, resource: ResourceOf<Keys>): boolean;
  /** An empty list is a no. */
  canAll(permissions: readonly PermissionOf<Keys>[], resource: ResourceOf<Keys>): boolean;
  canAny(permissions: readonly PermissionOf<Keys>[], resource: ResourceOf<Keys>): boolean;
  view<Type extends ResourceOf<Keys>['type']>(
    permission: PermissionOf<Keys>,
    resource: ResourceOf<Keys> & { readonly type: Type },
  ): View<MaskedFieldOf<Keys, Type>>;
  /** Those of the items whose resource the person may do this with, in their order. */
  filter<Item>(
    permission: PermissionOf<Keys>,
    items: readonly Item[],
    resourceOf: (item: Item) => ResourceOf<Keys>,
  ): Item[];
  /** Everything the person may do there, sorted. */
  permissions(resource: ResourceOf<Keys>): PermissionOf<Keys>[];
  /** Places of the type at which the person may do this, in the order of their ids; throws when nothing can be said. */
  entities(
    permission: PermissionOf<Keys>,
    type: Keys['entityType'] | 'organization',
    page?: Partial<PageRequest>,
  ): Page<Scope>;
  /** Where the person may do this, for the condition of a list (`@latchkey/sdk/sql`); throws when nothing can be said. */
  places(permission: PermissionOf<Keys>): Places;
  /** The chain behind the answer, or the nearest miss; null when the person or the resource is unknown. Throws when nothing can be said. */
  explain(permission: PermissionOf<Keys>, resource: ResourceOf<Keys>): Explanation | null;
}

export const wholePage: PageRequest = { after: null, limit: 1_000 };

export function createPrincipal<Keys extends ModelKeys>(
  follower: Followed,
  subject: NamedSubject,
): Principal<Keys> {
  let bound: { readonly snapshot: Snapshot; readonly member: EnginePrincipal | null } | null = null;

  /** The member in what is held now: a snapshot sees its changes by itself, another one is looked up again. */
  const memberIn = (snapshot: Snapshot): EnginePrincipal | null => {
    if (bound?.snapshot !== snapshot || bound.member === null) {
      const memberId = memberOf(snapshot, subject);
      bound = { snapshot, member: memberId === null ? null : principalOf(snapshot, memberId) };
    }
    return bound.member;
  };
  const requireSnapshot = (now: number): Snapshot => {
    const snapshot = follower.current(now);
    if (snapshot === null) throw follower.absence();
    return snapshot;
  };

  const can = (permission: string, resource: ResourceOf<Keys>): boolean => {
    const now = Date.now();
    const snapshot = follower.current(now);
    const member = snapshot && memberIn(snapshot);
    const place = snapshot && placeOf(snapshot, resource);
    if (!member || place === null) return false;
    if (!member.can(permissionOf(snapshot, permission), place, now)) return false;
    return member.masks(place, resource.type, now).size === 0;
  };

  return {
    get memberId() {
      const snapshot = follower.current(Date.now());
      return (snapshot && memberIn(snapshot)?.memberId) ?? null;
    },
    can,
    canAll: (permissions, resource) =>
      permissions.length > 0 && permissions.every((permission) => can(permission, resource)),
    canAny: (permissions, resource) => permissions.some((permission) => can(permission, resource)),
    filter: (permission, items, resourceOf) =>
      items.filter((item) => can(permission, resourceOf(item))),

    view(name, resource) {
      const now = Date.now();
      const snapshot = follower.current(now);
      if (snapshot === null) return { allowed: false, reason: follower.absence().code };
      const member = memberIn(snapshot);
      if (member === null) return { allowed: false, reason: 'unknown_subject' };
      const place = placeOf(snapshot, resource);
      if (place === null) return { allowed: false, reason: 'unknown_entity' };
      const { memberId } = member;
      const permission = permissionOf(snapshot, name);
      const question = { memberId, permission, place };
      const masking = { type: resource.type, canMask: true };
      const decision = evaluateMasked(snapshot, question, masking, now);
      if (!decision.allowed) return { allowed: false, reason: decision.reason };
      return maskedView(Object.fromEntries(decision.masks));
    },

    permissions(resource) {
      const now = Date.now();
      const snapshot = follower.current(now);
      const member = snapshot && memberIn(snapshot);
      const place = snapshot && placeOf(snapshot, resource);
      if (!member || place === null) return [];
      return namesOf(snapshot, member.permissions(place, now));
    },

    entities(permission, type, page) {
      const now = Date.now();
      const snapshot = requireSnapshot(now);
      const member = memberIn(snapshot);
      if (member === null) return { ids: [], next: null };
      const asked = {
        memberId: member.memberId,
        permission: permissionOf(snapshot, permission),
        type,
      };
      return listPlacesSeenWhole(snapshot, asked, { ...wholePage, ...page }, now);
    },

    places(permission) {
      const now = Date.now();
      const snapshot = requireSnapshot(now);
      const member = memberIn(snapshot);
      const filter =
        member === null
          ? ({ kind: 'none', validUntil: null } as const)
          : placeFilter(snapshot, member.memberId, permission, now);
      return { snapshot, filter };
    },

    explain(permission, resource) {
      const now = Date.now();
      const snapshot = requireSnapshot(now);
      const place = placeOf(snapshot, resource);
      const member = memberIn(snapshot);
      if (member === null || place === null) return null;
      return member.explain(permissionOf(snapshot, permission), place, now);
    },
  };
}
