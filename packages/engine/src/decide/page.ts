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

/** The page of ids that are already in order. */
export function pageOf<Id extends string>(
  sorted: Iterable<Id>,
  { after, limit }: PageRequest,
): Page<Id> {
  const ids: Id[] = [];
  for (const id of sorted) {
    if (after !== null && id <= after) continue;
    if (ids.length === limit) return { ids, next: ids.at(-1) ?? null };
    ids.push(id);
  }
  return { ids, next: null };
}
