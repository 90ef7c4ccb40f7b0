import type { Explanation, Question } from '../decision.ts';
import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import type { MaskWay } from '../model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { can } from './can.ts';
import { explain } from './explain.ts';
import { listPlaces } from './list-places.ts';
import { masksOf } from './masks-of.ts';
import type { Page, PageRequest } from './page.ts';
import { permissionsAt } from './permissions-at.ts';

type Place = Question['place'];

/** One member of a snapshot, looked up once and asked many times; sees every later change of the snapshot at once. */
export interface Principal {
  readonly memberId: MemberId;
  can(permission: string, place: Place, now: Instant): boolean;
  canAll(permissions: readonly string[], place: Place, now: Instant): boolean;
  canAny(permissions: readonly string[], place: Place, now: Instant): boolean;
  /** Those of the places at which the permission counts, in their order. */
  filter(permission: string, places: readonly Scope[], now: Instant): Scope[];
  /** Everything the member may do at the place, sorted. */
  permissions(place: Place, now: Instant): string[];
  /** Entities of the type at which the permission counts. */
  entities(permission: string, type: string, page: PageRequest, now: Instant): Page<Scope>;
  masks(place: Place, resourceType: string, now: Instant): ReadonlyMap<string, MaskWay>;
  explain(permission: string, place: Place, now: Instant): Explanation;
}

/** Null for one whom the snapshot does not know. */
export function principalOf(
  snapshot: Snapshot,
  memberId: MemberId,
  groups: readonly PermissionSetId[] = [],
): Principal | null {
  if (storeOf(snapshot).member(memberId) === null) return null;
  const asked = { memberId, groups };
  const may = (permission: string, place: Place, now: Instant) =>
    can(snapshot, { ...asked, permission, place }, now);
  return {
    memberId,
    can: may,
    canAll: (permissions, place, now) =>
      permissions.every((permission) => may(permission, place, now)),
    canAny: (permissions, place, now) =>
      permissions.some((permission) => may(permission, place, now)),
    filter: (permission, places, now) => places.filter((place) => may(permission, place, now)),
    permissions: (place, now) => permissionsAt(snapshot, memberId, place, now, groups),
    entities: (permission, type, page, now) =>
      listPlaces(snapshot, { ...asked, permission, type }, page, now),
    masks: (place, resourceType, now) =>
      masksOf(snapshot, memberId, place, resourceType, now, groups),
    explain: (permission, place, now) => explain(snapshot, { ...asked, permission, place }, now),
  };
}
