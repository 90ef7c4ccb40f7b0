import type { Instant, MemberId, PermissionSetId } from '../ids.ts';
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
  visitingFlag,
} from '../snapshot/packed-member.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';

/** A member's words while a question is decided, and which of the grants reach the place. */
export class Reading {
  private cells: Uint32Array = new Uint32Array(0);
  private at = 0;
  private head = 0;
  /** Numbers of the grants that reach the place, within the member. */
  private readonly reaching: number[] = [];
  reachingCount = 0;
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

  get isActive(): boolean {
    return (this.head & statusBits) === 0;
  }

  get isOwner(): boolean {
    return (this.head & ownerFlag) !== 0;
  }

  get isVisiting(): boolean {
    return (this.head & visitingFlag) !== 0;
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

  /** The grants at one of the scopes: looked at one by one, or, when they are many, found by halving. */
  reach(lineage: readonly number[]): void {
    const count = this.grantCount;
    let found = 0;
    if (count <= scanned) {
      for (let grant = 0; grant < count; grant += 1) {
        if (isAmong(lineage, this.scopeOf(grant))) this.reaching[found++] = grant;
      }
    } else {
      for (let index = 0; index < lineage.length; index += 1) {
        const scope = lineage[index] ?? 0;
        let grant = this.firstAt(scope, count);
        for (; grant < count && this.scopeOf(grant) === scope; grant += 1) {
          this.reaching[found++] = grant;
        }
      }
    }
    this.reachingCount = found;
  }

  reachingGrant(index: number): number {
    return this.reaching[index] ?? 0;
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

/** A lineage is three or four numbers: a loop beats every call. */
function isAmong(lineage: readonly number[], scope: number): boolean {
  for (let index = 0; index < lineage.length; index += 1) {
    if (lineage[index] === scope) return true;
  }
  return false;
}

/** Nobody asks a reading for the ids of its grants. */
const forgotten = new OddGrantIds();
