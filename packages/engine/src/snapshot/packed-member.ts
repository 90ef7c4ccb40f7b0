import type { GrantId, Instant } from '../ids.ts';
import type { MemberStatus } from '../state.ts';
import { idOfKey, keyWords, oddMark, readKey, writeKey } from './id-key.ts';
import type { GrantRecord, MemberAccess } from './records.ts';

/**
 * A member and their grants as words in a row, as decisions read them:
 *
 *     head               flags in the low 8 bits, the number of grants above
 *     set, scope         of each grant; more than `scanned` of them sorted by scope
 *     end of access      if timed: two words of a float64; then start and end of each grant
 *     key                of each grant: four words
 *
 * What never begins or ends is infinitely early or late, so that no question looks for null.
 */
const statuses: readonly MemberStatus[] = ['active', 'invited', 'suspended', 'removed'];

export const statusBits = 0b11;
export const ownerFlag = 1 << 2;
export const visitingFlag = 1 << 3;
export const timedFlag = 1 << 4;

/** So many grants are looked at one by one; more are found by halving. */
export const scanned = 16;

export const statusIn = (cells: Uint32Array, at: number): MemberStatus =>
  statuses[(cells[at] ?? 0) & statusBits] ?? 'removed';

/** The number of words of a packed member. */
export function packedLength(head: number): number {
  const count = head >>> 8;
  const times = (head & timedFlag) === 0 ? 0 : 2 + 4 * count;
  return 1 + 2 * count + times + keyWords * count;
}

export function headOf({ role, status, visiting, accessEndsAt, grants }: MemberAccess): number {
  const isTimed =
    accessEndsAt !== null ||
    grants.some(({ startsAt, endsAt }) => startsAt !== null || endsAt !== null);
  return (
    statuses.indexOf(status) |
    (role === 'owner' ? ownerFlag : 0) |
    (visiting ? visitingFlag : 0) |
    (isTimed ? timedFlag : 0) |
    (grants.length << 8)
  );
}

/** Ids of grants without a key, by number. */
export class OddGrantIds {
  readonly ids: GrantId[];
  private readonly numbers: Map<GrantId, number>;

  constructor(ids: readonly GrantId[] = []) {
    this.ids = [...ids];
    this.numbers = new Map(this.ids.map((id, number) => [id, number]));
  }

  numberOf(id: GrantId): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}

/** Writes a member from a cell on; the cells are there. */
export function pack(
  cells: Uint32Array,
  at: number,
  fields: MemberAccess,
  oddIds: OddGrantIds,
): void {
  const head = headOf(fields);
  const grants =
    fields.grants.length > scanned
      ? fields.grants.toSorted((left, right) => left.scope - right.scope)
      : fields.grants;
  cells[at] = head;
  let cell = at + 1;
  for (const { set, scope } of grants) {
    cells[cell++] = set;
    cells[cell++] = scope;
  }
  if ((head & timedFlag) !== 0) {
    cell = writeTime(cells, cell, fields.accessEndsAt ?? Number.POSITIVE_INFINITY);
    for (const { startsAt, endsAt } of grants) {
      cell = writeTime(cells, cell, startsAt ?? Number.NEGATIVE_INFINITY);
      cell = writeTime(cells, cell, endsAt ?? Number.POSITIVE_INFINITY);
    }
  }
  for (const { grantId } of grants) {
    if (readKey(grantId, 'grt_')) writeKey(cells, cell);
    else cells.set([oddMark, 0, 0, oddIds.numberOf(grantId)], cell);
    cell += keyWords;
  }
}

/** What was packed there. */
export function unpack(cells: Uint32Array, at: number, oddIds: OddGrantIds): MemberAccess {
  const head = cells[at] ?? 0;
  const count = head >>> 8;
  const grants: GrantRecord[] = [];
  for (let index = 0; index < count; index += 1) {
    grants.push({
      grantId: grantIdAt(cells, keysAt(head, at) + index * keyWords, oddIds),
      set: cells[at + 1 + 2 * index] ?? 0,
      scope: cells[at + 2 + 2 * index] ?? 0,
      startsAt: finite(startOf(cells, head, at, index)),
      endsAt: finite(endOf(cells, head, at, index)),
    });
  }
  return {
    role: (head & ownerFlag) === 0 ? 'member' : 'owner',
    status: statusIn(cells, at),
    visiting: (head & visitingFlag) !== 0,
    accessEndsAt: finite(accessEndOf(cells, head, at)),
    grants,
  };
}

const finite = (instant: number): Instant | null => (Number.isFinite(instant) ? instant : null);

const keysAt = (head: number, at: number) => at + packedLength(head) - keyWords * (head >>> 8);

function grantIdAt(cells: Uint32Array, at: number, { ids }: OddGrantIds): GrantId {
  if ((cells[at] ?? 0) < oddMark) return idOfKey('grt_', cells, at) as GrantId; // it was read from such an id
  const id = ids[cells[at + 3] ?? 0];
  if (id === undefined) throw new Error('A grant without an id.');
  return id;
}

/** The end of the member's access. */
export function accessEndOf(cells: Uint32Array, head: number, at: number): Instant {
  if ((head & timedFlag) === 0) return Number.POSITIVE_INFINITY;
  return readTime(cells, at + 1 + 2 * (head >>> 8));
}

export function startOf(cells: Uint32Array, head: number, at: number, index: number): Instant {
  if ((head & timedFlag) === 0) return Number.NEGATIVE_INFINITY;
  return readTime(cells, at + 3 + 2 * (head >>> 8) + 4 * index);
}

export function endOf(cells: Uint32Array, head: number, at: number, index: number): Instant {
  if ((head & timedFlag) === 0) return Number.POSITIVE_INFINITY;
  return readTime(cells, at + 5 + 2 * (head >>> 8) + 4 * index);
}

// One number seen as two words: the only way to read a float64 from words at any place.
const time = new Float64Array(1);
const timeWords = new Uint32Array(time.buffer);

function readTime(cells: Uint32Array, at: number): Instant {
  timeWords[0] = cells[at] ?? 0;
  timeWords[1] = cells[at + 1] ?? 0;
  return time[0] ?? 0;
}

function writeTime(cells: Uint32Array, at: number, instant: Instant): number {
  time[0] = instant;
  cells[at] = timeWords[0] ?? 0;
  cells[at + 1] = timeWords[1] ?? 0;
  return at + 2;
}
