import type { PlaceIndex } from './place-index.ts';
import type { PlaceSelection } from './place-selection.ts';

/** A rule grows with what is opened later, a list does not. */
export type SelectionMeaning = 'rule' | 'list' | 'both';

/** Null for nothing, and for a single lowest place: there is nothing to tell apart. */
export function selectionMeaning(
  index: PlaceIndex,
  selection: PlaceSelection,
): SelectionMeaning | null {
  if (selection.kind === 'whole') return 'rule';
  let rules = 0;
  let places = 0;
  for (const id of selection.ids) {
    const row = index.rowById.get(id);
    if (row === undefined) continue;
    if (index.lowest[row]) places += 1;
    else rules += 1;
  }
  if (rules > 0) return places > 0 ? 'both' : 'rule';
  return places > 1 ? 'list' : null;
}
