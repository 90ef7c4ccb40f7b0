/** A page of a list in the order of its ids. */
export interface PageRequest {
  /** The last id of the page before; null for the first page. */
  readonly after: string | null;
  /** How many at most. */
  readonly limit: number;
}

export interface Page<Id extends string> {
  readonly ids: readonly Id[];
  /** What the next page comes after; null at the end. */
  readonly next: Id | null;
}
