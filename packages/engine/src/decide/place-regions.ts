import type { Scope } from '../ids.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import { organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** Places at which the same holds for somebody. */
export interface PlaceRegion {
  /** The topmost of them. */
  readonly tops: readonly Scope[];
  /** Whether everything below the topmost belongs to it. */
  readonly isWhole: boolean;
  /** All of them, one by one. */
  places(): readonly Scope[];
}

/** One place that speaks for a region: what is answered there is answered in all of it. */
export interface TellingPoint {
  readonly ordinal: number;
  readonly region: PlaceRegion;
}

/** More marks than this, and every place below them speaks for itself. */
const fewMarks = 16;

/**
 * Divides the hierarchy before and after a plan into regions in which nothing that matters differs.
 * INVARIANT: a place that the plan did not move lies in the same places before and after.
 */
export class PlaceRegions {
  private readonly before: SnapshotStore;
  private readonly after: SnapshotStore;
  private readonly moved: ReadonlySet<number>;
  private readonly below = new Map<number, ReadonlySet<number>>();
  private readonly meets = new Map<string, readonly number[]>();
  private readonly regions = new Map<string, PlaceRegion>();
  private movedAlike: readonly TellingPoint[] | null = null;
  private movedAlone: readonly TellingPoint[] | null = null;

  /** `moved` are places whose lineage differs before and after, those that are new or gone included. */
  constructor(before: SnapshotStore, after: SnapshotStore, moved: ReadonlySet<number>) {
    this.before = before;
    this.after = after;
    this.moved = moved;
  }

  /** Points that speak for every place below these marks; a lineage matters only as far as it holds marks. */
  pointsFor(marks: ReadonlySet<number>): TellingPoint[] {
    const unmoved = [...marks].filter((mark) => !this.moved.has(mark));
    const points =
      unmoved.length > fewMarks ? this.everyPlaceBelow(unmoved) : this.divided(unmoved);
    return this.moved.size === 0 ? points : [...points, ...this.movedPoints(marks)];
  }

  private divided(marks: readonly number[]): TellingPoint[] {
    const telling = new Set(marks);
    for (const [at, mark] of marks.entries()) {
      for (const other of marks.slice(at + 1)) {
        for (const ordinal of this.commonBelow(mark, other)) telling.add(ordinal);
      }
    }
    return [...telling].map((ordinal) => {
      const within = this.allBelow(ordinal);
      const except = [...telling].filter((other) => other !== ordinal && within.has(other));
      return { ordinal, region: this.regionOf(ordinal, except) };
    });
  }

  /** Places below two marks neither of which lies in the other: both count there. */
  private commonBelow(left: number, right: number): readonly number[] {
    const key = left < right ? `${left} ${right}` : `${right} ${left}`;
    const known = this.meets.get(key);
    if (known !== undefined) return known;
    const one = this.allBelow(left);
    const other = this.allBelow(right);
    const nested = one.has(right) || other.has(left);
    const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
    const common = nested ? [] : [...fewer].filter((ordinal) => more.has(ordinal));
    this.meets.set(key, common);
    return common;
  }

  private everyPlaceBelow(marks: readonly number[]): TellingPoint[] {
    const all = new Set(marks.flatMap((mark) => [...this.allBelow(mark)]));
    return [...all].map((ordinal) => ({ ordinal, region: this.only([ordinal]) }));
  }

  /** Moved places that share everything outside of what was moved are alike, unless somebody holds something inside. */
  private movedPoints(marks: ReadonlySet<number>): readonly TellingPoint[] {
    const inside = [...marks].some((mark) => this.moved.has(mark));
    if (inside) {
      this.movedAlone ??= [...this.moved].map((ordinal) => ({
        ordinal,
        region: this.only([ordinal]),
      }));
      return this.movedAlone;
    }
    this.movedAlike ??= [...Map.groupBy(this.moved, (ordinal) => this.outsideOf(ordinal))].map(
      ([, [first = organizationOrdinal, ...others]]) => ({
        ordinal: first,
        region: this.only([first, ...others]),
      }),
    );
    return this.movedAlike;
  }

  private outsideOf(ordinal: number): string {
    return [this.before, this.after]
      .map((store) => {
        const lineage = store.entityAt(ordinal)?.ancestors ?? [];
        return lineage
          .filter((above) => !this.moved.has(above) || store.offAt.has(above))
          .sort((left, right) => left - right)
          .join();
      })
      .join('|');
  }

  /** The unmoved places at and below this one. */
  private allBelow(ordinal: number): ReadonlySet<number> {
    const known = this.below.get(ordinal);
    if (known !== undefined) return known;
    const below = ordinalsBelow(this.before, [ordinal]);
    for (const moved of this.moved) below.delete(moved);
    this.below.set(ordinal, below);
    return below;
  }

  private regionOf(top: number, except: readonly number[]): PlaceRegion {
    const key = `${top} ${except.join()}`;
    const known = this.regions.get(key);
    if (known !== undefined) return known;
    const region = new DividedRegion(
      this.scopeOf(top),
      this.allBelow(top),
      except.map((other) => this.allBelow(other)),
      (ordinal) => this.scopeOf(ordinal),
    );
    this.regions.set(key, region);
    return region;
  }

  private only(ordinals: readonly number[]): PlaceRegion {
    const key = `only ${ordinals.join()}`;
    const known = this.regions.get(key);
    if (known !== undefined) return known;
    const tops = ordinals.map((ordinal) => this.scopeOf(ordinal));
    const region = { tops, isWhole: false, places: () => tops };
    this.regions.set(key, region);
    return region;
  }

  private scopeOf(ordinal: number): Scope {
    const entity = this.before.entityAt(ordinal) ?? this.after.entityAt(ordinal);
    if (entity === null) throw new Error(`There is no place with the number ${ordinal}.`);
    return entity.id;
  }
}

/** A place and what lies below it, without some of that; listed only when somebody asks. */
class DividedRegion implements PlaceRegion {
  readonly tops: readonly Scope[];
  readonly isWhole: boolean;
  private readonly below: ReadonlySet<number>;
  private readonly except: readonly ReadonlySet<number>[];
  private readonly scopeOf: (ordinal: number) => Scope;

  constructor(
    top: Scope,
    below: ReadonlySet<number>,
    except: readonly ReadonlySet<number>[],
    scopeOf: (ordinal: number) => Scope,
  ) {
    this.tops = [top];
    this.isWhole = except.length === 0;
    this.below = below;
    this.except = except;
    this.scopeOf = scopeOf;
  }

  places(): readonly Scope[] {
    const places: Scope[] = [];
    for (const ordinal of this.below) {
      if (!this.except.some((other) => other.has(ordinal))) places.push(this.scopeOf(ordinal));
    }
    return places;
  }
}
