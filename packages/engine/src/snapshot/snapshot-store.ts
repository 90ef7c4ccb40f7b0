import type { MemberId, OrganizationId, PermissionSetId, Scope, UserId } from '../ids.ts';
import { type CompiledModel, closedWords, switchableWords } from './compiled-model.ts';
import {
  type EntityRecord,
  type GrantRecord,
  type MemberRecord,
  type NamedSetRecord,
  type NewMemberRecord,
  organizationOrdinal,
  type SetRecord,
} from './records.ts';
import { Snapshot } from './snapshot.ts';

/**
 * The inside of a snapshot. One with a parent is a branch: it holds what differs, `null` for what
 * is gone, and reads the rest through its parent.
 */
export class SnapshotStore extends Snapshot {
  protected override readonly kind = 'snapshot';
  override readonly organizationId: OrganizationId;
  readonly parent: SnapshotStore | null;
  revision: number;
  compiled: CompiledModel;
  /** Active owners without an end of access. */
  ownerCount: number;
  /** Sets that carry a restriction; while there are none, nobody looks for one. */
  restrictingSets: number;
  /** Places (the organization included) where a module is off. */
  placesWithModulesOff: number;
  nextSet: number;
  nextEntity: number;

  readonly members = new Map<MemberId, MemberRecord | null>();
  readonly memberByUser = new Map<UserId, MemberId | null>();
  readonly memberByExternalId = new Map<string, MemberId | null>();
  readonly sets = new Map<PermissionSetId, NamedSetRecord | null>();
  /** Permissions given directly, one record for each combination. */
  readonly directSets = new Map<string, SetRecord | null>();
  readonly setByOrdinal: (SetRecord | null | undefined)[] = [];
  readonly entities = new Map<Scope, EntityRecord | null>();
  readonly entityByOrdinal = new Map<number, EntityRecord | null>();
  readonly entityByCode = new Map<string, Scope | null>();
  readonly childrenOf = new Map<number, Set<number>>();
  readonly grantsAtScope = new Map<number, number>();
  readonly grantsOfSet = new Map<number, number>();

  constructor(
    origin:
      | { organizationId: OrganizationId; revision: number; compiled: CompiledModel }
      | SnapshotStore,
  ) {
    super();
    this.organizationId = origin.organizationId;
    this.revision = origin.revision;
    this.compiled = origin.compiled;
    const parent = origin instanceof SnapshotStore ? origin : null;
    this.parent = parent;
    this.ownerCount = parent?.ownerCount ?? 0;
    this.restrictingSets = parent?.restrictingSets ?? 0;
    this.placesWithModulesOff = parent?.placesWithModulesOff ?? 0;
    this.nextSet = parent?.nextSet ?? 0;
    this.nextEntity = parent?.nextEntity ?? organizationOrdinal + 1;
    if (parent === null) {
      const organization: EntityRecord = {
        id: origin.organizationId,
        ordinal: organizationOrdinal,
        type: 'organization',
        code: '',
        closed: false,
        parents: [],
        ancestors: [organizationOrdinal],
        modulesOff: [],
        offWords: null,
      };
      this.entities.set(organization.id, organization);
      this.entityByOrdinal.set(organizationOrdinal, organization);
    }
  }

  member(memberId: MemberId): MemberRecord | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      const record = level.members.get(memberId);
      if (record !== undefined) return record;
    }
    return null;
  }

  memberOfUser(userId: UserId): MemberId | null {
    return this.find(userId, (level) => level.memberByUser) ?? null;
  }

  memberOfExternalId(externalId: string): MemberId | null {
    return this.find(externalId, (level) => level.memberByExternalId) ?? null;
  }

  set(setId: PermissionSetId): NamedSetRecord | null {
    return this.find(setId, (level) => level.sets) ?? null;
  }

  setAt(ordinal: number): SetRecord | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      const record = level.setByOrdinal[ordinal];
      if (record !== undefined) return record;
    }
    return null;
  }

  entity(scope: Scope): EntityRecord | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      const record = level.entities.get(scope);
      if (record !== undefined) return record;
    }
    return null;
  }

  entityAt(ordinal: number): EntityRecord | null {
    return this.find(ordinal, (level) => level.entityByOrdinal) ?? null;
  }

  entityOfCode(key: string): Scope | null {
    return this.find(key, (level) => level.entityByCode) ?? null;
  }

  children(ordinal: number): ReadonlySet<number> {
    return this.find(ordinal, (level) => level.childrenOf) ?? noChildren;
  }

  /** Grants made exactly at this scope, those of removed members included. */
  grantCountAt(ordinal: number): number {
    return this.find(ordinal, (level) => level.grantsAtScope) ?? 0;
  }

  /** Grants of this set, those of removed members included. */
  grantCountOf(setOrdinal: number): number {
    return this.find(setOrdinal, (level) => level.grantsOfSet) ?? 0;
  }

  *allMembers(): Generator<MemberRecord> {
    yield* this.everything((level) => level.members);
  }

  *allSets(): Generator<NamedSetRecord> {
    yield* this.everything((level) => level.sets);
  }

  *allEntities(): Generator<EntityRecord> {
    yield* this.everything((level) => level.entities);
  }

  private *everything<Key, Value>(
    mapOf: (level: SnapshotStore) => ReadonlyMap<Key, Value | null>,
  ): Generator<Value> {
    const hidden: ReadonlyMap<Key, Value | null>[] = [];
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      const records = mapOf(level);
      for (const [key, value] of records) {
        if (value !== null && !hidden.some((above) => above.has(key))) yield value;
      }
      hidden.push(records);
    }
  }

  putMember(written: NewMemberRecord): void {
    const previous = this.member(written.memberId);
    const { memberId, userId, externalId, role, status, accessEndsAt, visiting, grants } = written;
    // Field by field, so that all records have one shape.
    const next: MemberRecord = {
      memberId,
      userId,
      externalId,
      role,
      status,
      accessEndsAt,
      visiting,
      grants,
      pairs: grants.flatMap(({ set, scope }) => [set, scope]),
    };
    this.forgetMember(previous);
    this.members.set(next.memberId, next);
    if (countsAsOwner(next)) this.ownerCount += 1;
    if (next.status !== 'removed') {
      if (next.userId !== null) this.memberByUser.set(next.userId, next.memberId);
      if (next.externalId !== null) this.memberByExternalId.set(next.externalId, next.memberId);
    }
    if (previous?.grants !== next.grants) {
      for (const grant of previous?.grants ?? []) this.countGrant(grant, -1);
      for (const grant of next.grants) this.countGrant(grant, 1);
    }
  }

  removeMember(memberId: MemberId): void {
    const previous = this.member(memberId);
    if (previous === null) return;
    this.forgetMember(previous);
    for (const grant of previous.grants) this.countGrant(grant, -1);
    if (this.parent === null) this.members.delete(memberId);
    else this.members.set(memberId, null);
  }

  putSet(set: Omit<NamedSetRecord, 'ordinal' | 'words'>): void {
    const previous = this.set(set.setId);
    const ordinal = previous?.ordinal ?? this.nextSet++;
    const record = { ...set, ordinal, words: closedWords(this.compiled, set.permissions) };
    this.sets.set(set.setId, record);
    this.setByOrdinal[ordinal] = record;
    this.restrictingSets += Number(restricts(record)) - Number(restricts(previous));
  }

  /** The number under which permissions that are given directly stand. */
  directSet(permissions: readonly string[]): number {
    const key = permissions.join('\n');
    const known = this.find(key, (level) => level.directSets);
    return known?.ordinal ?? this.putDirectSet(key, permissions, this.nextSet++);
  }

  private putDirectSet(key: string, permissions: readonly string[], ordinal: number): number {
    const record: SetRecord = {
      setId: null,
      ordinal,
      permissions,
      words: closedWords(this.compiled, permissions),
      mayGrant: noSets,
      restrictions: [],
    };
    this.directSets.set(key, record);
    this.setByOrdinal[ordinal] = record;
    return ordinal;
  }

  /** Puts a place as it is and keeps the count of those where something is off. */
  putEntityRecord(record: EntityRecord): void {
    const previous = this.entityAt(record.ordinal);
    this.entities.set(record.id, record);
    this.entityByOrdinal.set(record.ordinal, record);
    this.placesWithModulesOff +=
      Number(record.offWords !== null) - Number((previous?.offWords ?? null) !== null);
  }

  putModulesOff(scope: Scope, modulesOff: readonly string[]): void {
    const entity = this.entity(scope);
    if (entity === null) return;
    this.putEntityRecord({ ...entity, modulesOff, offWords: this.offWords(modulesOff) });
  }

  offWords(modulesOff: readonly string[]): Uint32Array | null {
    return modulesOff.length === 0 ? null : switchableWords(this.compiled, modulesOff);
  }

  removeSet(setId: PermissionSetId): void {
    const previous = this.set(setId);
    if (previous === null) return;
    this.restrictingSets -= Number(restricts(previous));
    this.setByOrdinal[previous.ordinal] = null;
    if (this.parent === null) this.sets.delete(setId);
    else this.sets.set(setId, null);
  }

  /** Another model has other bits: every set, and what is off anywhere, is compiled again. */
  useModel(compiled: CompiledModel): void {
    this.compiled = compiled;
    for (const set of [...this.allSets()]) this.putSet(set);
    for (const { permissions, ordinal } of [...this.everything((level) => level.directSets)]) {
      this.putDirectSet(permissions.join('\n'), permissions, ordinal);
    }
    if (this.placesWithModulesOff === 0) return;
    for (const { id, modulesOff } of [...this.allEntities()]) {
      if (modulesOff.length > 0) this.putModulesOff(id, modulesOff);
    }
  }

  /** Writes what a branch holds into its parent. */
  foldInto(parent: SnapshotStore): void {
    fold(this.members, parent.members, parent.parent === null);
    fold(this.memberByUser, parent.memberByUser, parent.parent === null);
    fold(this.memberByExternalId, parent.memberByExternalId, parent.parent === null);
    fold(this.sets, parent.sets, parent.parent === null);
    fold(this.directSets, parent.directSets, parent.parent === null);
    fold(this.entities, parent.entities, parent.parent === null);
    fold(this.entityByOrdinal, parent.entityByOrdinal, parent.parent === null);
    fold(this.entityByCode, parent.entityByCode, parent.parent === null);
    fold(this.childrenOf, parent.childrenOf, false);
    fold(this.grantsAtScope, parent.grantsAtScope, false);
    fold(this.grantsOfSet, parent.grantsOfSet, false);
    this.setByOrdinal.forEach((record, ordinal) => {
      parent.setByOrdinal[ordinal] = record;
    });
    parent.compiled = this.compiled;
    parent.ownerCount = this.ownerCount;
    parent.restrictingSets = this.restrictingSets;
    parent.placesWithModulesOff = this.placesWithModulesOff;
    parent.nextSet = this.nextSet;
    parent.nextEntity = this.nextEntity;
  }

  /** What the nearest level says; questions' own look-ups do without the call. */
  private find<Key, Value>(
    key: Key,
    mapOf: (level: SnapshotStore) => ReadonlyMap<Key, Value>,
  ): Value | undefined {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      const value = mapOf(level).get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private forgetMember(previous: MemberRecord | null): void {
    if (previous === null) return;
    if (countsAsOwner(previous)) this.ownerCount -= 1;
    const { memberId, userId, externalId } = previous;
    if (userId !== null && this.memberOfUser(userId) === memberId) {
      this.memberByUser.set(userId, null);
    }
    if (externalId !== null && this.memberOfExternalId(externalId) === memberId) {
      this.memberByExternalId.set(externalId, null);
    }
  }

  private countGrant(grant: GrantRecord, by: 1 | -1): void {
    this.grantsAtScope.set(grant.scope, this.grantCountAt(grant.scope) + by);
    this.grantsOfSet.set(grant.set, this.grantCountOf(grant.set) + by);
  }
}

/** The front door hands out the opaque type; nothing else extends it. */
export function storeOf(snapshot: Snapshot): SnapshotStore {
  if (snapshot instanceof SnapshotStore) return snapshot;
  throw new TypeError('This is not a snapshot of `createSnapshot`.');
}

const noChildren: ReadonlySet<number> = new Set();

const noSets: ReadonlySet<PermissionSetId> = new Set();

const restricts = (set: SetRecord | null) => set !== null && set.restrictions.length > 0;

const countsAsOwner = (member: MemberRecord) =>
  member.role === 'owner' && member.status === 'active' && member.accessEndsAt === null;

function fold<Key, Value>(
  from: ReadonlyMap<Key, Value | null>,
  into: Map<Key, Value | null>,
  intoBase: boolean,
): void {
  for (const [key, value] of from) {
    if (value === null && intoBase) into.delete(key);
    else into.set(key, value);
  }
}
