import { foldText } from './fold-text.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

/** One line of the tree as it stands open. */
export interface TreeRow {
  /** The way to it; a place can stand in two branches. */
  readonly key: string;
  readonly row: PlaceRow;
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Null for a place with nothing below. */
  readonly open: boolean | null;
  readonly hit: boolean;
}

/** The places that are kept and match every word of the search, and what has one below. */
export interface SearchHits {
  readonly hit: Uint8Array;
  readonly above: Uint8Array;
  readonly count: number;
}

/** Null when nothing is searched and everything kept: the tree stands as it was opened. */
export function findPlaces(
  index: PlaceIndex,
  search: string,
  keeps: ((row: PlaceRow) => boolean) | null = null,
): SearchHits | null {
  const words = wordsOf(search);
  if (words.length === 0 && keeps === null) return null;
  const hit = new Uint8Array(index.size);
  const above = new Uint8Array(index.size);
  let count = 0;
  for (let row = 0; row < index.size; row += 1) {
    const text = index.searchable[row] ?? '';
    if (keeps !== null && !keeps(row)) continue;
    if (!words.every((word) => text.includes(word))) continue;
    hit[row] = 1;
    count += 1;
    for (const ancestor of index.ancestors[row] ?? []) above[ancestor] = 1;
  }
  return { hit, above, count };
}

/** The first places that match every word, higher ones first. */
export function firstMatches(index: PlaceIndex, search: string, most: number): PlaceRow[] {
  const words = wordsOf(search);
  const higher: PlaceRow[] = [];
  const lowest: PlaceRow[] = [];
  for (let row = 0; row < index.size && higher.length < most; row += 1) {
    const text = index.searchable[row] ?? '';
    if (!words.every((word) => text.includes(word))) continue;
    if (!index.lowest[row]) higher.push(row);
    else if (lowest.length < most) lowest.push(row);
  }
  return [...higher, ...lowest].slice(0, most);
}

const wordsOf = (search: string) =>
  foldText(search)
    .split(/\s+/u)
    .filter((word) => word !== '');

interface TreeShape {
  readonly roots: readonly PlaceRow[];
  /** Keys of rows that were opened by hand. */
  readonly opened: ReadonlySet<string>;
  /** Keys of rows that were closed by hand while searching, where hits stand open. */
  readonly closed: ReadonlySet<string>;
  readonly hits: SearchHits | null;
}

/** The lines in their order, as far as branches stand open. */
export function treeRows(index: PlaceIndex, shape: TreeShape): TreeRow[] {
  const lines: TreeRow[] = [];
  const { hits } = shape;
  const shown = (row: PlaceRow) => !hits || hits.hit[row] === 1 || hits.above[row] === 1;

  const walk = (rows: readonly PlaceRow[], level: number, above: string, unfiltered: boolean) => {
    const kept = unfiltered ? rows : rows.filter(shown);
    kept.forEach((row, at) => {
      const key = `${above}/${row}`;
      const below = index.children[row] ?? [];
      const hitsBelow = hits?.above[row] === 1;
      const open = hitsBelow ? !shape.closed.has(key) : shape.opened.has(key);
      lines.push({
        key,
        row,
        level,
        position: at + 1,
        siblings: kept.length,
        open: below.length === 0 ? null : open,
        hit: hits?.hit[row] === 1,
      });
      // A hit without hits below opens onto everything in it.
      if (open && below.length > 0) walk(below, level + 1, key, !hitsBelow);
    });
  };
  walk(shape.roots, 1, '', false);
  return lines;
}
