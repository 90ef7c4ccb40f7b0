import type { Explanation } from '../decision.ts';
import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import type { MaskWay } from '../model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { explain } from './explain.ts';
import { listPlaces } from './list-places.ts';
import { masksOf } from './masks-of.ts';
import type { Page, PageRequest } from './page.ts';
import { permissionsAt } from './permissions-at.ts';
import {
  type AskedPermission,
  type AskedPlace,
  bitOf,
  nameOf,
  placeNamed,
  whereIsAsked,
} from './resolved.ts';
import { isYes, reading, verdict } from './verdict.ts';
import type { Where } from './where-is.ts';

/** Null for one whom the snapshot does not know. */
export function principalOf(
  snapshot: Snapshot,
  memberId: MemberId,
  groups: readonly PermissionSetId[] = [],
): Principal | null {
  const store = storeOf(snapshot);
  return store.statusOf(memberId) === null ? null : new Principal(store, memberId, groups);
}

/** One member of a snapshot, looked up once and asked many times; sees every later change of the snapshot at once. */
export class Principal {
  readonly memberId: MemberId;
  private readonly store: SnapshotStore;
  private readonly groups: readonly PermissionSetId[];
  /** The member's number where the snapshot's own words say everything; else -1. */
  private readonly number: number;

  constructor(store: SnapshotStore, memberId: MemberId, groups: readonly PermissionSetId[]) {
    this.store = store;
    this.memberId = memberId;
    this.groups = groups;
    this.number = groups.length === 0 ? (store.packed?.ids.find(memberId) ?? -1) : -1;
  }

  can(permission: AskedPermission, place: AskedPlace, now: Instant): boolean {
    return this.may(bitOf(this.store, permission), whereIsAsked(this.store, place), now);
  }

  canAll(permissions: readonly AskedPermission[], place: AskedPlace, now: Instant): boolean {
    const where = whereIsAsked(this.store, place);
    return permissions.every((permission) => this.may(bitOf(this.store, permission), where, now));
  }

  canAny(permissions: readonly AskedPermission[], place: AskedPlace, now: Instant): boolean {
    const where = whereIsAsked(this.store, place);
    return permissions.some((permission) => this.may(bitOf(this.store, permission), where, now));
  }

  /** Those of the places at which the permission counts, in their order. */
  filter(permission: AskedPermission, places: readonly Scope[], now: Instant): Scope[] {
    const bit = bitOf(this.store, permission);
    return places.filter((place) => this.may(bit, whereIsAsked(this.store, place), now));
  }

  /** Everything the member may do at the place, sorted. */
  permissions(place: AskedPlace, now: Instant): string[] {
    return permissionsAt(this.store, this.memberId, placeNamed(place), now, this.groups);
  }

  /** Entities of the type at which the permission counts, in the order of their ids. */
  entities(
    permission: AskedPermission,
    type: string,
    page: PageRequest,
    now: Instant,
  ): Page<Scope> {
    const { memberId, groups } = this;
    return listPlaces(
      this.store,
      { memberId, groups, permission: nameOf(permission), type },
      page,
      now,
    );
  }

  /** The fields of such a resource at the place that read otherwise for this member. */
  masks(place: AskedPlace, resourceType: string, now: Instant): ReadonlyMap<string, MaskWay> {
    return masksOf(this.store, this.memberId, placeNamed(place), resourceType, now, this.groups);
  }

  explain(permission: AskedPermission, place: AskedPlace, now: Instant): Explanation {
    const { memberId, groups } = this;
    const question = { memberId, groups, permission: nameOf(permission), place: placeNamed(place) };
    return explain(this.store, question, now);
  }

  private may(bit: number, where: Where, now: Instant): boolean {
    const { packed } = this.store;
    const isThere =
      packed === null || this.number === -1
        ? reading.open(this.store, this.memberId, this.groups)
        : reading.openAt(packed.cells, packed.begins[this.number] ?? 0);
    if (!isThere) return false;
    reading.stand(this.store, where);
    return isYes(verdict(this.store, bit, now));
  }
}
