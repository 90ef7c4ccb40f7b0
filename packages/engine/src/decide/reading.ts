import type { Instant, MemberId, PermissionSetId } from '../ids.ts';
import { rowWords } from '../snapshot/lineages.ts';
import {
  accessEndOf,
  endOf,
  headOf,
  OddGrantIds,
  ownerFlag,
  pack,
  packedLength,
  scanned,
  startOf,
  statusBits,
  timedFlag,
  visitingFlag,
} from '../snapshot/packed-member.ts';
import { hasBitAt, type SetBits } from '../snapshot/set-bits.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import type { Where } from './where-is.ts';

/** Instead of a permission: whatever a grant holds. */
export const anyBit = -1;

/** What a question is decided on: a member's words, the numbers of the place, and which of the grants reach it. */
export class Reading {
  private cells: Uint32Array = new Uint32Array(0);
  private at = 0;
  private head = 0;
  /** Numbers of the grants that reach the place, within the member. */
  private readonly reaching: number[] = [];
  reachingCount = 0;
  /** The place and everything it lies in, by number. */
  private places: Uint32Array = new Uint32Array(0);
  private firstPlace = 0;
  placeCount = 0;
  private sparePlaces = new Uint32Array(16);
  /** Where members are packed whom no snapshot holds as words: those of a branch, and those with groups. */
  private spare = new Uint32Array(256);

  /** Begins to read a member; false when there is none. */
  open(
    store: SnapshotStore,
    memberId: MemberId,
    groups: readonly PermissionSetId[] | undefined,
  ): boolean {
    const { packed } = store;
    if (packed !== null && (groups === undefined || groups.length === 0)) {
      return this.openAt(packed.cells, packed.beginOf(memberId));
    }
    const member = askedMember(store, memberId, groups);
    if (member === null) return false;
    const length = packedLength(headOf(member));
    if (this.spare.length <= length) this.spare = new Uint32Array(2 * length);
    pack(this.spare, 1, member, forgotten);
    return this.openAt(this.spare, 1);
  }

  /** Begins to read the words at a cell; 0 is nobody. */
  openAt(cells: Uint32Array, at: number): boolean {
    this.cells = cells;
    this.at = at;
    this.head = cells[at] ?? 0;
    this.reachingCount = 0;
    return at !== 0;
  }

  /** Begins to read a place; nowhere is a place without numbers. */
  stand({ lineages }: SnapshotStore, where: Where): void {
    if (typeof where === 'number' && lineages !== null) {
      this.places = lineages.rows;
      this.firstPlace = where * rowWords + 1;
      this.placeCount = this.places[where * rowWords] ?? 0;
      return;
    }
    const numbers = typeof where === 'object' && where !== null ? where : nowhere;
    if (this.sparePlaces.length < numbers.length) {
      this.sparePlaces = new Uint32Array(2 * numbers.length);
    }
    this.sparePlaces.set(numbers);
    this.places = this.sparePlaces;
    this.firstPlace = 0;
    this.placeCount = numbers.length;
  }

  placeAt(index: number): number {
    return this.places[this.firstPlace + index] ?? 0;
  }

  get isActive(): boolean {
    return (this.head & statusBits) === 0;
  }

  get isOwner(): boolean {
    return (this.head & ownerFlag) !== 0;
  }

  get isVisiting(): boolean {
    return (this.head & visitingFlag) !== 0;
  }

  /** Whether anything of the member's begins or ends. */
  get isTimed(): boolean {
    return (this.head & timedFlag) !== 0;
  }

  get accessEnd(): Instant {
    return accessEndOf(this.cells, this.head, this.at);
  }

  get grantCount(): number {
    return this.head >>> 8;
  }

  setOf(grant: number): number {
    return this.cells[this.at + 1 + 2 * grant] ?? 0;
  }

  private scopeOf(grant: number): number {
    return this.cells[this.at + 2 + 2 * grant] ?? 0;
  }

  startOf(grant: number): Instant {
    return startOf(this.cells, this.head, this.at, grant);
  }

  endOf(grant: number): Instant {
    return endOf(this.cells, this.head, this.at, grant);
  }

  isLive(grant: number, now: Instant): boolean {
    return this.startOf(grant) <= now && now < this.endOf(grant);
  }

  /**
   * The grants that reach the place and hold the permission: looked at one by one, or, when they are many, found by
   * halving. The permission first: most sets lack it, and their words are at hand.
   */
  reach(setBits: SetBits, bit: number): void {
    const count = this.grantCount;
    let found = 0;
    if (count <= scanned) {
      for (let grant = 0; grant < count; grant += 1) {
        if (bit !== anyBit && !hasBitAt(setBits, this.setOf(grant), bit)) continue;
        if (this.isWithin(this.scopeOf(grant))) this.reaching[found++] = grant;
      }
    } else {
      for (let index = 0; index < this.placeCount; index += 1) {
        const scope = this.placeAt(index);
        let grant = this.firstAt(scope, count);
        for (; grant < count && this.scopeOf(grant) === scope; grant += 1) {
          if (bit !== anyBit && !hasBitAt(setBits, this.setOf(grant), bit)) continue;
          this.reaching[found++] = grant;
        }
      }
    }
    this.reachingCount = found;
  }

  reachingGrant(index: number): number {
    return this.reaching[index] ?? 0;
  }

  /** A lineage is three or four numbers: a loop beats every call. */
  private isWithin(scope: number): boolean {
    for (let index = 0; index < this.placeCount; index += 1) {
      if (this.placeAt(index) === scope) return true;
    }
    return false;
  }

  private firstAt(scope: number, count: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.scopeOf(middle) < scope) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const nowhere: readonly number[] = [];

/** Nobody asks a reading for the ids of its grants. */
const forgotten = new OddGrantIds();
