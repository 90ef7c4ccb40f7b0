import type { Page, PageRequest } from './page.ts';

/** A page of those that are kept, from a list that holds more; reads on until the page is full or the list ends. */
export function keptPage<Id extends string>(
  list: (page: PageRequest) => Page<Id>,
  keep: (id: Id) => boolean,
  { after, limit }: PageRequest,
): Page<Id> {
  const kept: Id[] = [];
  for (let from: string | null = after; ; ) {
    const { ids, next }: Page<Id> = list({ after: from, limit: limit + 1 });
    for (const id of ids) {
      if (!keep(id)) continue;
      // One more than fits: the page ends before it, and there is another.
      if (kept.length === limit) return { ids: kept, next: kept.at(-1) ?? null };
      kept.push(id);
    }
    if (next === null) return { ids: kept, next: null };
    from = next;
  }
}
