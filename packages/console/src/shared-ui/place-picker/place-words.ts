import type { EntityId } from '@latchkey/engine';
import { countText, numberText } from '../number-text.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { countSelection, type PlaceSelection, type SelectionCounts } from './place-selection.ts';

/** `West zone`, `Store 31`: a higher place carries its type unless the name says it. */
export function placeTitle(index: PlaceIndex, row: PlaceRow): string {
  const name = index.names[row] ?? '';
  const type = index.typeLabels.get(index.types[row] ?? '')?.one ?? '';
  const lowest = (index.children[row]?.length ?? 0) === 0 && index.counted[row];
  const says = name.toLocaleLowerCase().includes(type);
  return lowest || type === '' || says ? name : `${name} ${type}`;
}

/** `41 stores` */
export const countedText = (index: PlaceIndex, count: number) =>
  countText(count, index.countedLabel.one, index.countedLabel.many);

/** `1,204 of 10,000 stores` */
export const ofCountedText = (index: PlaceIndex, count: number, of: number) =>
  `${numberText(count)} of ${countText(of, index.countedLabel.one, index.countedLabel.many)}`;

/** `West zone and 2 others`, for steps and summaries. */
export function selectionText(index: PlaceIndex, selection: PlaceSelection): string {
  if (selection.kind === 'whole') return 'Whole organization';
  const widest = (id: EntityId) => index.totals[index.rowById.get(id) ?? -1] ?? 0;
  const [first, ...others] = [...selection.ids].sort((a, b) => widest(b) - widest(a));
  if (first === undefined) return 'Nowhere yet';
  const row = index.rowById.get(first);
  const name = row === undefined ? '1 place' : placeTitle(index, row);
  if (others.length === 0) return name;
  if (others.length > 2 && allCounted(index, selection.ids)) {
    return countedText(index, selection.ids.size);
  }
  return `${name} and ${countText(others.length, 'other', 'others')}`;
}

const allCounted = (index: PlaceIndex, ids: ReadonlySet<EntityId>) =>
  [...ids].every((id) => index.counted[index.rowById.get(id) ?? -1]);

/** What a tick means at a place: `All, including stores opened later`, `3 of 41 stores`. */
export function placeStateText(index: PlaceIndex, counts: SelectionCounts, row: PlaceRow): string {
  if (index.closed[row]) return 'Closed';
  const total = index.totals[row] ?? 0;
  const branch = !index.counted[row];
  const tick = counts.tickOf(row);
  if (tick === 'covered') {
    const by = counts.coveredBy(row);
    return by === null ? '' : `Included in ${placeTitle(index, by)}`;
  }
  if (!branch) return '';
  if (tick === 'chosen') {
    const { many } = index.countedLabel;
    return `All ${total === 0 ? '' : `${countedText(index, total)}, `}and ${many} opened later`;
  }
  if (tick === 'some') return ofCountedText(index, counts.reachedBelow[row] ?? 0, total);
  return countedText(index, total);
}

/** What leaving a place out of a chosen one has made of it. */
export function leftOutText(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  row: PlaceRow,
  covering: PlaceRow,
): string {
  const left = countSelection(index, ids).reachedBelow[covering] ?? 0;
  const of = ofCountedText(index, left, index.totals[covering] ?? 0);
  const { many } = index.countedLabel;
  return `${placeTitle(index, row)} is left out. ${placeTitle(index, covering)} is now a list: ${of}, and none of the ${many} opened later.`;
}
