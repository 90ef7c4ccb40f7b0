import type { PlaceIndex, PlaceRow } from './place-index.ts';
import type { SearchHits } from './tree-rows.ts';

/** One way down to the places: by zone, by concept. */
export interface Hierarchy {
  readonly key: string;
  readonly label: string;
  readonly roots: readonly PlaceRow[];
}

/** The ways down that the model offers and the organization uses; always one at least. */
export function hierarchiesOf(index: PlaceIndex): readonly Hierarchy[] {
  const tops = [...index.parentTypes]
    .filter(([, parents]) => parents.length === 0 || parents.includes('organization'))
    .map(([type]) => type);
  // A lowest type that may also lie directly in the organization is no way down of its own.
  const ways = tops.filter((type) => hasTypeBelow(index, type) || tops.length === 1);
  const used = ways.filter((type) => index.types.includes(type));
  if (used.length === 0) return [{ key: 'all', label: 'All places', roots: parentless(index) }];
  return used.map((type) => ({
    key: type,
    label: `By ${index.typeLabels.get(type)?.one ?? type}`,
    roots: rootsOf(index, type),
  }));
}

/** While searching, a hit at the top of another way down is found here too. */
export function withHitsElsewhere(
  hierarchy: Hierarchy,
  all: readonly Hierarchy[],
  hits: SearchHits | null,
): Hierarchy {
  if (!hits) return hierarchy;
  const here = new Set(hierarchy.roots);
  const elsewhere = all
    .flatMap(({ roots }) => roots)
    .filter((row) => hits.hit[row] === 1 && !here.has(row));
  return elsewhere.length === 0
    ? hierarchy
    : { ...hierarchy, roots: [...hierarchy.roots, ...new Set(elsewhere)] };
}

const hasTypeBelow = (index: PlaceIndex, type: string) =>
  [...index.parentTypes.values()].some((parents) => parents.includes(type));

/** The places of the type, then what may lie below one and does not. */
function rootsOf(index: PlaceIndex, top: string): PlaceRow[] {
  const below = typesBelow(index, top);
  const first: PlaceRow[] = [];
  const stray: PlaceRow[] = [];
  for (let row = 0; row < index.size; row += 1) {
    const type = index.types[row] ?? '';
    if (type === top) first.push(row);
    if (type === top || !below.has(type)) continue;
    const placed = (index.parents[row] ?? []).some((parent) => {
      const parentType = index.types[parent] ?? '';
      return parentType === top || below.has(parentType);
    });
    if (!placed) stray.push(row);
  }
  return [...byName(index, first), ...byName(index, stray)];
}

function typesBelow(index: PlaceIndex, top: string): ReadonlySet<string> {
  const below = new Set<string>();
  const visit = (type: string) => {
    for (const [key, parents] of index.parentTypes) {
      if (!parents.includes(type) || below.has(key)) continue;
      below.add(key);
      visit(key);
    }
  };
  visit(top);
  return below;
}

const parentless = (index: PlaceIndex) =>
  byName(
    index,
    index.parents.flatMap((parents, row) => (parents.length === 0 ? [row] : [])),
  );

function byName(index: PlaceIndex, rows: PlaceRow[]): PlaceRow[] {
  const order = new Intl.Collator('en', { numeric: true }).compare;
  return rows.sort((a, b) => order(index.names[a] ?? '', index.names[b] ?? ''));
}
