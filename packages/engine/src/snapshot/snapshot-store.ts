import type { MemberId, OrganizationId, PermissionSetId, Scope, UserId } from '../ids.ts';
import type { MemberStatus } from '../state.ts';
import { type CompiledModel, closedWords, switchableWords, unionOf } from './compiled-model.ts';
import { Holders } from './holders.ts';
import { Lineages } from './lineages.ts';
import { OffWords } from './off-words.ts';
import { accessEndOf, ownerFlag, statusBits } from './packed-member.ts';
import { PackedMembers, type PackedMembersData } from './packed-members.ts';
import { PlaceLists } from './place-lists.ts';
import {
  type EntityRecord,
  type MemberAccess,
  type MemberRecord,
  type NamedSetRecord,
  organizationOrdinal,
  type SetRecord,
} from './records.ts';
import { SetBits } from './set-bits.ts';
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
  nextSet: number;
  /** Moves with every place that is put or taken away. */
  placesVersion = 0;
  nextEntity: number;

  /** A snapshot's own; null in a branch, which holds records of those that differ. */
  readonly packed: PackedMembers | null;
  readonly holders: Holders | null;
  readonly placeLists: PlaceLists | null;
  readonly lineages: Lineages | null;
  private readonly members = new Map<MemberId, MemberRecord | null>();
  private readonly memberByUser = new Map<UserId, MemberId | null>();
  private readonly memberByExternalId = new Map<string, MemberId | null>();
  /** Shared with the parent until a set is written here. */
  setBits: SetBits;
  /** Shared with the parent until one is written here. */
  off: OffWords;
  readonly sets = new Map<PermissionSetId, NamedSetRecord | null>();
  /** Permissions given directly, one record for each combination. */
  readonly directSets = new Map<string, SetRecord | null>();
  readonly setByOrdinal: (SetRecord | null | undefined)[] = [];
  readonly entityOrdinals = new Map<Scope, number | null>();
  readonly entityByOrdinal: (EntityRecord | null | undefined)[] = [];
  readonly entityByCode = new Map<string, Scope | null>();
  readonly childrenOf = new Map<number, Set<number>>();
  readonly grantsAtScope = new Map<number, number>();
  readonly grantsOfSet = new Map<number, number>();

  constructor(
    origin:
      | { organizationId: OrganizationId; revision: number; compiled: CompiledModel }
      | SnapshotStore,
    packed?: PackedMembersData,
  ) {
    super();
    this.organizationId = origin.organizationId;
    this.revision = origin.revision;
    this.compiled = origin.compiled;
    const parent = origin instanceof SnapshotStore ? origin : null;
    this.parent = parent;
    this.ownerCount = parent?.ownerCount ?? 0;
    this.restrictingSets = parent?.restrictingSets ?? 0;
    this.packed = parent === null ? new PackedMembers(packed) : null;
    this.holders =
      this.packed === null
        ? null
        : new Holders((left, right) => this.packed?.ids.compare(left, right) ?? 0);
    this.placeLists = parent === null ? new PlaceLists() : null;
    this.lineages = parent === null ? new Lineages() : null;
    this.setBits = parent?.setBits ?? new SetBits(this.compiled.wordCount);
    this.off = parent?.off ?? new OffWords(this.compiled.wordCount);
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
      };
      this.writeEntity(organization);
    }
  }

  /** Of a snapshot, not of a branch. */
  get size(): number {
    let grants = 0;
    for (const count of this.grantsOfSet.values()) grants += count;
    return (this.packed?.ids.size ?? 0) + grants + this.nextSet + this.entityOrdinals.size;
  }

  member(memberId: MemberId): MemberRecord | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      if (level.packed !== null) return level.packed.get(memberId);
      const record = level.members.get(memberId);
      if (record !== undefined) return record;
    }
    return null;
  }

  /** Whether a branch says something of this member itself. */
  holdsOwn(memberId: MemberId): boolean {
    return this.members.has(memberId);
  }

  /** Cheaper than the member. */
  statusOf(memberId: MemberId): MemberStatus | null {
    return this.packed === null
      ? (this.member(memberId)?.status ?? null)
      : this.packed.statusOf(memberId);
  }

  /** Cheaper than the member. */
  accessOf(memberId: MemberId): MemberAccess | null {
    return this.packed === null ? this.member(memberId) : this.packed.accessOf(memberId);
  }

  memberOfUser(userId: UserId): MemberId | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      if (level.packed !== null) return level.packed.memberOfUser(userId);
      const memberId = level.memberByUser.get(userId);
      if (memberId !== undefined) return memberId;
    }
    return null;
  }

  memberOfExternalId(externalId: string): MemberId | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      if (level.packed !== null) return level.packed.memberOfExternalId(externalId);
      const memberId = level.memberByExternalId.get(externalId);
      if (memberId !== undefined) return memberId;
    }
    return null;
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
      const ordinal = level.entityOrdinals.get(scope);
      if (ordinal !== undefined) return ordinal === null ? null : this.entityAt(ordinal);
    }
    return null;
  }

  entityAt(ordinal: number): EntityRecord | null {
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      const record = level.entityByOrdinal[ordinal];
      if (record !== undefined) return record;
    }
    return null;
  }

  /** What is off, by the number of the place. */
  get offAt(): ReadonlyMap<number, Uint32Array> {
    return this.off.at;
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
    const hidden: ReadonlyMap<MemberId, MemberRecord | null>[] = [];
    for (let level: SnapshotStore | null = this; level !== null; level = level.parent) {
      for (const member of level.packed?.all() ?? level.members.values()) {
        if (member === null || hidden.some((above) => above.has(member.memberId))) continue;
        yield member;
      }
      hidden.push(level.members);
    }
  }

  *allSets(): Generator<NamedSetRecord> {
    yield* this.everything((level) => level.sets);
  }

  *allDirectSets(): Generator<SetRecord> {
    yield* this.everything((level) => level.directSets);
  }

  *allEntities(): Generator<EntityRecord> {
    for (const ordinal of this.everything((level) => level.entityOrdinals)) {
      const record = this.entityAt(ordinal);
      if (record !== null) yield record;
    }
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

  putMember(next: MemberRecord): void {
    const previous = this.member(next.memberId);
    this.count(previous, -1);
    this.count(next, 1);
    if (this.packed !== null) {
      const number = this.packed.put(next);
      this.hold(number, previous, next);
      return;
    }
    this.forgetNames(previous);
    this.members.set(next.memberId, next);
    if (next.status === 'removed') return;
    if (next.userId !== null) this.memberByUser.set(next.userId, next.memberId);
    if (next.externalId !== null) this.memberByExternalId.set(next.externalId, next.memberId);
  }

  removeMember(memberId: MemberId): void {
    const previous = this.member(memberId);
    if (previous === null) return;
    this.count(previous, -1);
    if (this.packed !== null) {
      this.hold(this.packed.remove(memberId), previous, null);
      return;
    }
    this.forgetNames(previous);
    this.members.set(memberId, null);
  }

  putSet(set: Omit<NamedSetRecord, 'ordinal' | 'words'>): void {
    const previous = this.set(set.setId);
    const ordinal = previous?.ordinal ?? this.nextSet++;
    const record = { ...set, ordinal, words: closedWords(this.compiled, set.permissions) };
    this.sets.set(set.setId, record);
    this.setByOrdinal[ordinal] = record;
    this.ownSetBits().put(ordinal, record.words, this.hiddenWords(record.restrictions));
    this.restrictingSets += Number(restricts(record)) - Number(restricts(previous));
  }

  /** The number under which permissions that are given directly stand. */
  directSet(permissions: readonly string[]): number {
    const key = JSON.stringify(permissions);
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
    this.ownSetBits().put(ordinal, record.words, this.hiddenWords(record.restrictions));
    return ordinal;
  }

  /** Puts a place as it is, and what is off there. */
  putEntityRecord(record: EntityRecord): void {
    this.placeLists?.changed(this.entity(record.id), record);
    this.placesVersion += 1;
    this.writeEntity(record);
    this.putOff(record.ordinal, record.modulesOff);
  }

  removeEntityRecord(record: EntityRecord): void {
    const { id, ordinal } = record;
    this.placeLists?.changed(record, null);
    this.placesVersion += 1;
    this.putOff(ordinal, []);
    if (this.parent === null) this.entityOrdinals.delete(id);
    else this.entityOrdinals.set(id, null);
    this.entityByOrdinal[ordinal] = null;
    this.lineages?.put(ordinal, []);
  }

  private writeEntity(record: EntityRecord): void {
    this.entityOrdinals.set(record.id, record.ordinal);
    this.entityByOrdinal[record.ordinal] = record;
    this.lineages?.put(record.ordinal, record.ancestors);
  }

  putModulesOff(scope: Scope, modulesOff: readonly string[]): void {
    const entity = this.entity(scope);
    if (entity !== null) this.putEntityRecord({ ...entity, modulesOff });
  }

  /** Writes which permissions are off at a place; none forgets it. */
  putOff(ordinal: number, modulesOff: readonly string[]): void {
    const isNone = modulesOff.length === 0;
    if (isNone && !this.off.at.has(ordinal)) return;
    if (this.off === this.parent?.off) this.off = this.off.copy();
    this.off.put(ordinal, isNone ? null : switchableWords(this.compiled, modulesOff));
  }

  removeSet(setId: PermissionSetId): void {
    const previous = this.set(setId);
    if (previous === null) return;
    this.restrictingSets -= Number(restricts(previous));
    this.setByOrdinal[previous.ordinal] = null;
    this.ownSetBits().put(previous.ordinal, this.hiddenWords([]), this.hiddenWords([]));
    if (this.parent === null) this.sets.delete(setId);
    else this.sets.set(setId, null);
  }

  /** Another model has other bits: every set, and what is off anywhere, is compiled again. */
  useModel(compiled: CompiledModel): void {
    this.compiled = compiled;
    this.setBits = new SetBits(compiled.wordCount);
    for (const set of [...this.allSets()]) this.putSet(set);
    for (const { permissions, ordinal } of [...this.everything((level) => level.directSets)]) {
      this.putDirectSet(JSON.stringify(permissions), permissions, ordinal);
    }
    const { at } = this.off;
    this.off = new OffWords(compiled.wordCount);
    for (const ordinal of at.keys()) this.putOff(ordinal, this.entityAt(ordinal)?.modulesOff ?? []);
  }

  /** Writes what a branch holds into its parent. */
  foldInto(parent: SnapshotStore): void {
    const intoSnapshot = parent.parent === null;
    for (const id of this.entityOrdinals.keys()) {
      parent.placeLists?.changed(parent.entity(id), this.entity(id));
    }
    fold(this.sets, parent.sets, intoSnapshot);
    fold(this.directSets, parent.directSets, intoSnapshot);
    fold(this.entityOrdinals, parent.entityOrdinals, intoSnapshot);
    this.entityByOrdinal.forEach((record, ordinal) => {
      parent.entityByOrdinal[ordinal] = record;
      parent.lineages?.put(ordinal, record?.ancestors ?? []);
    });
    fold(this.entityByCode, parent.entityByCode, intoSnapshot);
    fold(this.childrenOf, parent.childrenOf, false);
    this.setByOrdinal.forEach((record, ordinal) => {
      parent.setByOrdinal[ordinal] = record;
    });
    parent.placesVersion += 1;
    parent.compiled = this.compiled;
    parent.setBits = this.setBits;
    parent.off = this.off;
    parent.restrictingSets = this.restrictingSets;
    parent.nextSet = this.nextSet;
    parent.nextEntity = this.nextEntity;
    for (const [memberId, member] of this.members) {
      if (member === null) parent.removeMember(memberId);
      else parent.putMember(member);
    }
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

  /** Writes from the members' words what else is known of them: for words that came as bytes. */
  holdAll(): void {
    const { packed, holders } = this;
    if (packed === null || holders === null) return;
    const atScope = new Uint32Array(this.nextEntity);
    const ofSet = new Uint32Array(this.nextSet);
    const { cells, begins } = packed;
    for (let number = 0; number < packed.ids.size; number += 1) {
      const begin = begins[number] ?? 0;
      if (begin === 0) continue;
      const head = cells[begin] ?? 0;
      if ((head & ownerFlag) !== 0) {
        holders.owners.add(number);
        if (
          (head & statusBits) === 0 &&
          accessEndOf(cells, head, begin) === Number.POSITIVE_INFINITY
        ) {
          this.ownerCount += 1;
        }
      }
      for (let grant = 0; grant < head >>> 8; grant += 1) {
        const set = cells[begin + 1 + 2 * grant] ?? 0;
        const scope = cells[begin + 2 + 2 * grant] ?? 0;
        ofSet[set] = (ofSet[set] ?? 0) + 1;
        atScope[scope] = (atScope[scope] ?? 0) + 1;
        holders.add(number, set, scope);
      }
    }
    for (const [set, count] of ofSet.entries()) if (count > 0) this.grantsOfSet.set(set, count);
    for (const [scope, count] of atScope.entries()) {
      if (count > 0) this.grantsAtScope.set(scope, count);
    }
  }

  /** Both directions of who holds what where are written here and nowhere else. */
  private hold(number: number, previous: MemberRecord | null, next: MemberRecord | null): void {
    const { holders } = this;
    if (holders === null) return;
    for (const { set, scope } of previous?.grants ?? []) {
      if (!holdsAt(next, set, scope)) holders.remove(number, set, scope);
    }
    for (const { set, scope } of next?.grants ?? []) {
      if (!holdsAt(previous, set, scope)) holders.add(number, set, scope);
    }
    if (next?.role === 'owner') holders.owners.add(number);
    else if (previous?.role === 'owner') holders.owners.remove(number);
  }

  private forgetNames(previous: MemberRecord | null): void {
    if (previous === null) return;
    const { memberId, userId, externalId } = previous;
    if (userId !== null && this.memberOfUser(userId) === memberId) {
      this.memberByUser.set(userId, null);
    }
    if (externalId !== null && this.memberOfExternalId(externalId) === memberId) {
      this.memberByExternalId.set(externalId, null);
    }
  }

  private count(member: MemberRecord | null, by: 1 | -1): void {
    if (member === null) return;
    if (countsAsOwner(member)) this.ownerCount += by;
    for (const { scope, set } of member.grants) {
      this.grantsAtScope.set(scope, this.grantCountAt(scope) + by);
      this.grantsOfSet.set(set, this.grantCountOf(set) + by);
    }
  }

  private ownSetBits(): SetBits {
    if (this.setBits === this.parent?.setBits) this.setBits = this.setBits.copy();
    return this.setBits;
  }

  private hiddenWords(restrictions: readonly string[]): Uint32Array {
    return unionOf(
      this.compiled.wordCount,
      restrictions.map((key) => this.compiled.restrictions.get(key)),
    );
  }
}

const holdsAt = (member: MemberRecord | null, set: number, scope: number) =>
  member?.grants.some((grant) => grant.set === set && grant.scope === scope) ?? false;

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
