import type { Page, PageRequest } from '@latchkey/engine';

/** A page of those that are kept, from candidates that stand in order. */
export function keptOf<Id extends string>(
  candidates: readonly Id[],
  keep: (id: Id) => boolean,
  { after, limit }: PageRequest,
): Page<Id> {
  const kept: Id[] = [];
  for (const id of candidates) {
    if ((after !== null && id <= after) || !keep(id)) continue;
    if (kept.length === limit) return { ids: kept, next: kept.at(-1) ?? null };
    kept.push(id);
  }
  return { ids: kept, next: null };
}
