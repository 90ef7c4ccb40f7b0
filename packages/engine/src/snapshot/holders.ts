import { SortedList } from './sorted-list.ts';

/** Who holds what where, seen from the place: members by scope and set, each list in the order of their ids. */
export class Holders {
  readonly owners: SortedList;
  private readonly byScope: (Map<number, SortedList> | undefined)[] = [];
  private readonly compare: (left: number, right: number) => number;

  constructor(compare: (left: number, right: number) => number) {
    this.compare = compare;
    this.owners = new SortedList(compare);
  }

  /** The sets given at a scope, each with its holders. */
  at(scope: number): ReadonlyMap<number, SortedList> {
    return this.byScope[scope] ?? nobody;
  }

  add(member: number, set: number, scope: number): void {
    let sets = this.byScope[scope];
    if (sets === undefined) {
      sets = new Map();
      this.byScope[scope] = sets;
    }
    let holders = sets.get(set);
    if (holders === undefined) {
      holders = new SortedList(this.compare);
      sets.set(set, holders);
    }
    holders.add(member);
  }

  remove(member: number, set: number, scope: number): void {
    const sets = this.byScope[scope];
    const holders = sets?.get(set);
    holders?.remove(member);
    if (holders?.size === 0) sets?.delete(set);
  }
}

const nobody: ReadonlyMap<number, SortedList> = new Map();
