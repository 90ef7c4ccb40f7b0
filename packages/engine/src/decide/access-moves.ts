import type { Instant, MemberId } from '../ids.ts';
import { newNames } from '../move-permissions.ts';
import type { Plan } from '../plan-result.ts';
import { hasBit, namesOf, overlaps, setBit, unionOf, without } from '../snapshot/compiled-model.ts';
import { type MemberRecord, organizationOrdinal } from '../snapshot/records.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { atOnce, type Steps, sortedInSteps } from '../steps.ts';
import { effectiveWords, isActive, isLive, restrictionsOf } from './covering.ts';
import { type PlaceRegion, PlaceRegions } from './place-regions.ts';
import { touchedAccess } from './touched-access.ts';

/** What one person can do more and less once a plan is carried out. */
export interface AccessMove {
  readonly memberId: MemberId;
  /** The instant from which it is so; null: at once. */
  readonly from: Instant | null;
  /** Invited or suspended before and after: it is so as soon as the person is active. */
  readonly onceActive: boolean;
  readonly gained: readonly MovedAccess[];
  readonly lost: readonly MovedAccess[];
  /** Keys of restrictions that begin to bind the person, and of those that bind no longer. */
  readonly bound: readonly string[];
  readonly freed: readonly string[];
}

/** Permissions, and where. */
export interface MovedAccess {
  readonly permissions: readonly string[];
  readonly regions: readonly PlaceRegion[];
}

/** Later instants at which one person's access is looked at again. */
const mostInstants = 12;

/**
 * Who gains and loses what, and where: exactly where the same question is answered otherwise before and
 * after. Renamed permissions count as the same. Owners neither gain nor lose by a place or a permission
 * that is new or gone: they may do everything anyhow. Called at once: a branch is valid until its snapshot
 * moves on.
 */
export function accessMoves(drafted: Drafted, now: Instant): AccessMove[] {
  return atOnce(accessMovesInSteps(drafted, now));
}

/**
 * The same with a pause after each person, for whoever lets others have a turn. INVARIANT: once the snapshot
 * has moved on, no further step is taken.
 */
export function* accessMovesInSteps(
  { branch, effects }: Drafted,
  now: Instant,
): Steps<AccessMove[]> {
  const after = storeOf(branch.snapshot);
  const before = after.parent;
  if (before === null) throw new Error('A snapshot is not a branch.');
  const { members, moved } = yield* touchedAccess(before, after, effects);
  const comparison = new Comparison(before, after, moved);
  const moves: AccessMove[] = [];
  for (const memberId of yield* sortedInSteps(members)) {
    const earlier = before.member(memberId);
    const sides = sidesOf(earlier, after.holdsOwn(memberId) ? after.member(memberId) : earlier);
    if (sides !== null) moves.push(...movesOf(comparison, memberId, sides, now));
    yield;
  }
  return moves;
}

type Drafted = Pick<Plan, 'branch' | 'effects'>;

interface Sides {
  readonly earlier: MemberRecord | null;
  readonly later: MemberRecord | null;
  readonly onceActive: boolean;
}

/** Null for whoever counts neither before nor after, now or later. */
function sidesOf(earlier: MemberRecord | null, later: MemberRecord | null): Sides | null {
  const onceActive = earlier?.status !== 'active' && later?.status !== 'active';
  const counting = (member: MemberRecord | null): MemberRecord | null => {
    if (member === null || member.status === 'removed') return null;
    if (member.status === 'active') return member;
    return onceActive ? { ...member, status: 'active' } : null;
  };
  const sides = { earlier: counting(earlier), later: counting(later), onceActive };
  return sides.earlier === null && sides.later === null ? null : sides;
}

function movesOf(
  comparison: Comparison,
  memberId: MemberId,
  { earlier, later, onceActive }: Sides,
  now: Instant,
): AccessMove[] {
  const atOnce = comparison.at(earlier, later, now);
  const moves: AccessMove[] = [];
  if (!isNothing(atOnce)) moves.push({ memberId, from: null, onceActive, ...atOnce.told() });
  let said = atOnce;
  for (const instant of laterInstants([earlier, later], now)) {
    const then = comparison.at(earlier, later, instant);
    const news = then.beyond(said);
    if (isNothing(news)) continue;
    moves.push({ memberId, from: instant, onceActive, ...news.told() });
    said = said.with(news);
  }
  return moves;
}

const isNothing = ({ points, bound, freed }: Difference) =>
  points.length + bound.length + freed.length === 0;

/** When a grant or the whole access begins or ends: between these instants nothing changes by itself. */
function laterInstants(members: readonly (MemberRecord | null)[], now: Instant): Instant[] {
  const instants = new Set<Instant>();
  for (const member of members) {
    if (member === null) continue;
    if (member.accessEndsAt !== null && member.accessEndsAt > now)
      instants.add(member.accessEndsAt);
    for (const { startsAt, endsAt } of member.grants) {
      if (startsAt !== null && startsAt > now) instants.add(startsAt);
      if (endsAt !== null && endsAt > now) instants.add(endsAt);
    }
  }
  return [...instants].sort((left, right) => left - right).slice(0, mostInstants);
}

/** Two states of an organization, compared person by person; people who hold the same are compared once. */
class Comparison {
  private readonly before: SnapshotStore;
  private readonly after: SnapshotStore;
  private readonly regions: PlaceRegions;
  private readonly known = new Map<string, Difference>();
  /** What each permission is called afterwards; null while the model stays the same. */
  private readonly targets: readonly (readonly number[])[] | null;
  /** Permissions that no earlier one became. */
  private readonly fresh: Uint32Array;
  private readonly placesOff: readonly { readonly ordinal: number; readonly words: Uint32Array }[];

  constructor(before: SnapshotStore, after: SnapshotStore, moved: ReadonlySet<number>) {
    this.before = before;
    this.after = after;
    this.regions = new PlaceRegions(before, after, moved);
    this.targets =
      before.compiled === after.compiled
        ? null
        : before.compiled.names.map((name) =>
            newNames(after.compiled.model, name).flatMap(
              (target) => after.compiled.bits.get(target) ?? [],
            ),
          );
    this.fresh = new Uint32Array(after.compiled.wordCount);
    if (this.targets !== null) {
      const reached = new Set(this.targets.flat());
      after.compiled.names.forEach((_, bit) => {
        if (!reached.has(bit)) setBit(this.fresh, bit);
      });
    }
    this.placesOff = placesOff(before, after);
  }

  at(earlier: MemberRecord | null, later: MemberRecord | null, now: Instant): Difference {
    const key = `${keyOf(earlier, now)}>${keyOf(later, now)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const difference = this.compare(earlier, later, now);
    this.known.set(key, difference);
    return difference;
  }

  private compare(
    earlier: MemberRecord | null,
    later: MemberRecord | null,
    now: Instant,
  ): Difference {
    const { before, after } = this;
    const points: DifferingPoint[] = [];
    const ownsBoth = earlier?.role === 'owner' && later?.role === 'owner';
    for (const { ordinal, region } of this.regions.pointsFor(this.marksOf(earlier, later))) {
      const was = before.entityAt(ordinal);
      const is = after.entityAt(ordinal);
      if (ownsBoth && (was === null || is === null)) continue;
      const had = wordsAt(before, earlier, was?.ancestors, now);
      const has = wordsAt(after, later, is?.ancestors, now);
      const carried = this.carriedOver(had);
      const gone = ownsBoth ? none : carried.gone;
      const expected = carried.words;
      const gained = without(
        has,
        ownsBoth ? unionOf(has.length, [expected, this.fresh]) : expected,
      );
      const lost = without(expected, has);
      if (gone.length > 0 || !isZero(gained) || !isZero(lost))
        points.push({ region, gained, lost, gone });
    }
    const bindingBefore = restrictionsAt(before, earlier, now);
    const bindingAfter = restrictionsAt(after, later, now);
    return new Difference(
      after,
      points,
      [...bindingAfter].filter((key) => !bindingBefore.has(key)).sort(),
      [...bindingBefore].filter((key) => !bindingAfter.has(key)).sort(),
    );
  }

  /** What was held under the names of afterwards, and the names that are no more. */
  private carriedOver(had: Uint32Array): { words: Uint32Array; gone: readonly string[] } {
    if (this.targets === null) return { words: had, gone: none };
    const words = new Uint32Array(this.after.compiled.wordCount);
    const gone: string[] = [];
    this.targets.forEach((bits, bit) => {
      if (!hasBit(had, bit)) return;
      if (bits.length === 0) gone.push(this.before.compiled.names[bit] ?? '');
      for (const target of bits) setBit(words, target);
    });
    return { words, gone };
  }

  /** Where something is held, and where modules that matter are off: nowhere else do answers part. */
  private marksOf(...members: readonly (MemberRecord | null)[]): Set<number> {
    const marks = new Set<number>();
    const words: (Uint32Array | undefined)[] = [];
    let owns = false;
    for (const member of members) {
      if (member?.role === 'owner') owns = true;
      for (const { set, scope } of member?.grants ?? []) {
        marks.add(scope);
        words.push(this.before.setAt(set)?.words, this.after.setAt(set)?.words);
      }
    }
    if (owns) marks.add(organizationOrdinal);
    if (this.placesOff.length === 0) return marks;
    const everything = owns || this.targets !== null;
    const held = everything ? null : unionOf(this.after.compiled.wordCount, words);
    for (const { ordinal, words: off } of this.placesOff) {
      if (held === null || overlaps(off, held)) marks.add(ordinal);
    }
    return marks;
  }
}

interface DifferingPoint {
  readonly region: PlaceRegion;
  readonly gained: Uint32Array;
  readonly lost: Uint32Array;
  readonly gone: readonly string[];
}

type ToldDifference = Pick<AccessMove, 'gained' | 'lost' | 'bound' | 'freed'>;

class Difference {
  readonly points: readonly DifferingPoint[];
  readonly bound: readonly string[];
  readonly freed: readonly string[];
  private readonly store: SnapshotStore;
  private words: ToldDifference | null = null;

  constructor(
    store: SnapshotStore,
    points: readonly DifferingPoint[],
    bound: readonly string[],
    freed: readonly string[],
  ) {
    this.store = store;
    this.points = points;
    this.bound = bound;
    this.freed = freed;
  }

  /** By name, those of the same places together; made once for all who share it. */
  told(): ToldDifference {
    this.words ??= {
      gained: this.grouped(({ gained }) => namesOf(this.store.compiled, gained)),
      lost: this.grouped(({ lost, gone }) =>
        gone.length === 0
          ? namesOf(this.store.compiled, lost)
          : [...gone, ...namesOf(this.store.compiled, lost)].sort(),
      ),
      bound: this.bound,
      freed: this.freed,
    };
    return this.words;
  }

  /** What this one has and the other has not. */
  beyond(other: Difference): Difference {
    const said = new Map(other.points.map((point) => [point.region, point]));
    const points = this.points.flatMap((point): DifferingPoint[] => {
      const known = said.get(point.region);
      if (known === undefined) return [point];
      const gained = without(point.gained, known.gained);
      const lost = without(point.lost, known.lost);
      const gone = point.gone.filter((name) => !known.gone.includes(name));
      return gone.length === 0 && isZero(gained) && isZero(lost)
        ? []
        : [{ region: point.region, gained, lost, gone }];
    });
    return new Difference(
      this.store,
      points,
      this.bound.filter((key) => !other.bound.includes(key)),
      this.freed.filter((key) => !other.freed.includes(key)),
    );
  }

  with(other: Difference): Difference {
    const points = new Map(this.points.map((point) => [point.region, point]));
    for (const point of other.points) {
      const known = points.get(point.region);
      points.set(point.region, {
        region: point.region,
        gained: unionOf(point.gained.length, [known?.gained, point.gained]),
        lost: unionOf(point.lost.length, [known?.lost, point.lost]),
        gone: [...(known?.gone ?? []), ...point.gone],
      });
    }
    return new Difference(
      this.store,
      [...points.values()],
      [...this.bound, ...other.bound],
      [...this.freed, ...other.freed],
    );
  }

  private grouped(namesAt: (point: DifferingPoint) => readonly string[]): MovedAccess[] {
    const groups = new Map<string, { permissions: readonly string[]; regions: PlaceRegion[] }>();
    for (const point of this.points) {
      const permissions = namesAt(point);
      if (permissions.length === 0) continue;
      const key = permissions.join();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { permissions, regions: [point.region] });
      else group.regions.push(point.region);
    }
    return [...groups.values()];
  }
}

/** People with the same key are answered alike. */
function keyOf(member: MemberRecord | null, now: Instant): string {
  if (member === null) return '-';
  const grants = member.grants.map(
    (grant) => `${grant.set} ${grant.scope}${isLive(grant, now) ? '' : '!'}`,
  );
  return `${member.role} ${member.visiting} ${isActive(member, now)} ${grants.join()}`;
}

/** Places where modules are off, before or after. */
function placesOff(before: SnapshotStore, after: SnapshotStore) {
  const places = new Map(before.offAt);
  for (const [ordinal, words] of after.offAt) {
    places.set(ordinal, unionOf(words.length, [places.get(ordinal), words]));
  }
  return [...places].map(([ordinal, words]) => ({ ordinal, words }));
}

function wordsAt(
  store: SnapshotStore,
  member: MemberRecord | null,
  lineage: readonly number[] | undefined,
  now: Instant,
): Uint32Array {
  return member === null || lineage === undefined
    ? new Uint32Array(store.compiled.wordCount)
    : effectiveWords(store, member, lineage, now);
}

const restrictionsAt = (store: SnapshotStore, member: MemberRecord | null, now: Instant) =>
  member === null || !isActive(member, now) ? unrestricted : restrictionsOf(store, member, now);

const isZero = (words: Uint32Array) => words.every((word) => word === 0);

const none: readonly string[] = [];
const unrestricted: ReadonlySet<string> = new Set();
