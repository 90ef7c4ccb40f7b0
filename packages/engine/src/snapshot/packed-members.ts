import type { GrantId, MemberId, UserId } from '../ids.ts';
import type { MemberStatus } from '../state.ts';
import { grown } from './grown.ts';
import { IdTable } from './id-table.ts';
import { headOf, OddGrantIds, pack, packedLength, statusIn, unpack } from './packed-member.ts';
import type { MemberAccess, MemberRecord } from './records.ts';

/** Garbage is swept when it is a quarter of the cells, and worth it. */
const sweptFrom = 1 << 16;

/**
 * The members of a snapshot: each a number, where that number's words begin, and the words.
 * A change writes the member's words anew and moves the beginning; whoever holds a number reads it each time.
 */
export class PackedMembers {
  readonly ids: IdTable<MemberId>;
  /** Where the words of each number begin; 0 for a member who is gone. */
  begins: Uint32Array;
  cells: Uint32Array;
  private used: number;
  private garbage = 0;
  private readonly oddGrantIds: OddGrantIds;
  private readonly users: IdTable<UserId>;
  /** The user of each number + 1, or 0. */
  private userOf: Uint32Array;
  /** The member of each user + 1, or 0. */
  private memberOf: Uint32Array;
  private readonly externalIdOf: Map<number, string>;
  private readonly memberOfExternal: Map<string, number>;

  constructor(packed: PackedMembersData = noMembers()) {
    this.ids = IdTable.of('mem_', packed.memberKeys, packed.oddMembers);
    this.users = IdTable.of('usr_', packed.userKeys, packed.oddUsers);
    this.begins = packed.begins;
    this.cells = packed.cells;
    this.used = packed.cells.length;
    this.userOf = packed.userOf;
    this.oddGrantIds = new OddGrantIds(packed.oddGrants);
    this.memberOf = packed.memberOf;
    this.externalIdOf = new Map(packed.externalIds);
    this.memberOfExternal = new Map(packed.membersOfExternalIds);
  }

  /** The words as they are, swept, for bytes. */
  packed(): PackedMembersData {
    this.sweep();
    const { keys, odd } = this.ids.packed();
    const users = this.users.packed();
    return {
      memberKeys: keys.slice(),
      oddMembers: odd,
      userKeys: users.keys.slice(),
      oddUsers: users.odd,
      begins: this.begins.slice(0, this.ids.size),
      cells: this.cells.slice(0, this.used),
      userOf: this.userOf.slice(0, this.ids.size),
      memberOf: this.memberOf.slice(0, this.users.size),
      oddGrants: this.oddGrantIds.ids,
      externalIds: [...this.externalIdOf],
      membersOfExternalIds: [...this.memberOfExternal],
    };
  }

  /** Gives back the room that was kept for more. */
  fit(): void {
    this.ids.fit();
    this.users.fit();
    this.begins = this.begins.slice(0, this.ids.size);
    this.cells = this.cells.slice(0, this.used);
    this.userOf = this.userOf.slice(0, this.ids.size);
    this.memberOf = this.memberOf.slice(0, this.users.size);
  }

  /** Where the words of a member begin; 0 when there is none. */
  beginOf(memberId: string): number {
    const number = this.ids.find(memberId);
    return number === -1 ? 0 : (this.begins[number] ?? 0);
  }

  statusOf(memberId: MemberId): MemberStatus | null {
    const begin = this.beginOf(memberId);
    return begin === 0 ? null : statusIn(this.cells, begin);
  }

  get(memberId: MemberId): MemberRecord | null {
    const number = this.ids.find(memberId);
    return number === -1 ? null : this.at(number);
  }

  /** The member without the names, which cost more than the rest. */
  accessOf(memberId: MemberId): MemberAccess | null {
    const begin = this.beginOf(memberId);
    return begin === 0 ? null : unpack(this.cells, begin, this.oddGrantIds);
  }

  at(number: number): MemberRecord | null {
    const begin = this.begins[number] ?? 0;
    if (begin === 0) return null;
    return {
      memberId: this.ids.at(number),
      ...this.namesAt(number),
      ...unpack(this.cells, begin, this.oddGrantIds),
    };
  }

  /** The names that lead to a member: none to one who is invited, and not those that another member has taken. */
  namesOf(memberId: MemberId): Pick<MemberRecord, 'userId' | 'externalId'> {
    const number = this.ids.find(memberId);
    const begin = this.begins[number] ?? 0;
    if (begin === 0 || statusIn(this.cells, begin) === 'invited') return noNames;
    const user = (this.userOf[number] ?? 0) - 1;
    const externalId = this.externalIdOf.get(number) ?? null;
    const isHere = externalId !== null && this.memberOfExternal.get(externalId) === number;
    return {
      userId: user !== -1 && this.memberOf[user] === number + 1 ? this.users.at(user) : null,
      externalId: isHere ? externalId : null,
    };
  }

  private namesAt(number: number): Pick<MemberRecord, 'userId' | 'externalId'> {
    const user = (this.userOf[number] ?? 0) - 1;
    return {
      userId: user === -1 ? null : this.users.at(user),
      externalId: this.externalIdOf.get(number) ?? null,
    };
  }

  memberOfUser(userId: UserId): MemberId | null {
    const user = this.users.find(userId);
    const number = user === -1 ? -1 : (this.memberOf[user] ?? 0) - 1;
    return number === -1 ? null : this.ids.at(number);
  }

  memberOfExternalId(externalId: string): MemberId | null {
    const number = this.memberOfExternal.get(externalId);
    return number === undefined ? null : this.ids.at(number);
  }

  *all(): Generator<MemberRecord> {
    for (let number = 0; number < this.ids.size; number += 1) {
      const member = this.at(number);
      if (member !== null) yield member;
    }
  }

  put(member: MemberRecord): number {
    const number = this.ids.add(member.memberId);
    if (this.begins.length <= number) this.begins = grown(this.begins, number + 1);
    if (this.userOf.length <= number) this.userOf = grown(this.userOf, number + 1);
    this.forgetNames(number);
    this.noteNames(number, member);
    this.begins[number] = this.placeFor(number, packedLength(headOf(member)));
    pack(this.cells, this.begins[number] ?? 0, member, this.oddGrantIds);
    return number;
  }

  /** The number that is free of its member from now on. */
  remove(memberId: MemberId): number {
    const number = this.ids.find(memberId);
    if (number === -1) return number;
    this.forgetNames(number);
    this.garbage += this.lengthOf(number);
    this.begins[number] = 0;
    return number;
  }

  /** A name that another member has taken meanwhile stays with that one. */
  private forgetNames(number: number): void {
    const user = (this.userOf[number] ?? 0) - 1;
    if (user !== -1 && this.memberOf[user] === number + 1) this.memberOf[user] = 0;
    this.userOf[number] = 0;
    const externalId = this.externalIdOf.get(number);
    if (externalId === undefined) return;
    this.externalIdOf.delete(number);
    if (this.memberOfExternal.get(externalId) === number) this.memberOfExternal.delete(externalId);
  }

  private noteNames(number: number, { userId, externalId, status }: MemberRecord): void {
    const isThere = status !== 'removed';
    if (userId !== null) {
      const user = this.users.add(userId);
      if (this.memberOf.length <= user) this.memberOf = grown(this.memberOf, user + 1);
      this.userOf[number] = user + 1;
      if (isThere) this.memberOf[user] = number + 1;
    }
    if (externalId === null) return;
    this.externalIdOf.set(number, externalId);
    if (isThere) this.memberOfExternal.set(externalId, number);
  }

  private lengthOf(number: number): number {
    const begin = this.begins[number] ?? 0;
    return begin === 0 ? 0 : packedLength(this.cells[begin] ?? 0);
  }

  /** The old place when the words still fit exactly, else one at the end. */
  private placeFor(number: number, length: number): number {
    const old = this.lengthOf(number);
    if (old === length) return this.begins[number] ?? 0;
    this.garbage += old;
    this.begins[number] = 0;
    if (this.garbage > sweptFrom && this.garbage * 4 > this.used) this.sweep();
    if (this.cells.length < this.used + length) this.cells = grown(this.cells, this.used + length);
    const begin = this.used;
    this.used += length;
    return begin;
  }

  private sweep(): void {
    if (this.garbage === 0) return;
    const kept = new Uint32Array(this.used - this.garbage);
    let end = 1;
    for (let number = 0; number < this.ids.size; number += 1) {
      const begin = this.begins[number] ?? 0;
      if (begin === 0) continue;
      const length = this.lengthOf(number);
      kept.set(this.cells.subarray(begin, begin + length), end);
      this.begins[number] = end;
      end += length;
    }
    this.cells = kept;
    this.used = end;
    this.garbage = 0;
  }
}

/** What a table of members is made from: words, and the ids that have no key. */
export interface PackedMembersData {
  readonly memberKeys: Uint32Array<ArrayBuffer>;
  readonly userKeys: Uint32Array<ArrayBuffer>;
  readonly begins: Uint32Array<ArrayBuffer>;
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly userOf: Uint32Array<ArrayBuffer>;
  readonly memberOf: Uint32Array<ArrayBuffer>;
  readonly oddMembers: readonly MemberId[];
  readonly oddUsers: readonly UserId[];
  readonly oddGrants: readonly GrantId[];
  readonly externalIds: readonly (readonly [number, string])[];
  readonly membersOfExternalIds: readonly (readonly [string, number])[];
}

const noNames = { userId: null, externalId: null };

const noMembers = (): PackedMembersData => ({
  memberKeys: new Uint32Array(0),
  userKeys: new Uint32Array(0),
  begins: new Uint32Array(0),
  // No member begins at 0.
  cells: new Uint32Array(1),
  userOf: new Uint32Array(0),
  memberOf: new Uint32Array(0),
  oddMembers: [],
  oddUsers: [],
  oddGrants: [],
  externalIds: [],
  membersOfExternalIds: [],
});
