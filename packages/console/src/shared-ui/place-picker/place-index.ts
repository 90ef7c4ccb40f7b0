import type { AccessModelView, EntityTree } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { foldText } from './fold-text.ts';

/** A place by its row in the tree's answer: rows are what everything below counts with. */
export type PlaceRow = number;

export interface PlaceIndex {
  readonly size: number;
  readonly ids: readonly EntityId[];
  readonly rowById: ReadonlyMap<EntityId, PlaceRow>;
  readonly types: readonly string[];
  readonly names: readonly string[];
  readonly codes: readonly string[];
  readonly cities: readonly (string | null)[];
  readonly closed: readonly boolean[];
  /** Directly below, by name. */
  readonly children: readonly (readonly PlaceRow[])[];
  readonly parents: readonly (readonly PlaceRow[])[];
  /** Everything a place lies in, each once, without the place itself. */
  readonly ancestors: readonly (readonly PlaceRow[])[];
  /** Whether a place is of a type that nothing lies below. */
  readonly lowest: readonly boolean[];
  /** Whether a place is counted: a lowest one that is open. */
  readonly counted: readonly boolean[];
  /** Counted places at or below each place. */
  readonly totals: Int32Array;
  readonly total: number;
  /** Name, code and city without case and accents. */
  readonly searchable: readonly string[];
  /** What counted places are called: `store`, `stores`. */
  readonly countedLabel: { readonly one: string; readonly many: string };
  readonly typeLabels: ReadonlyMap<string, { readonly one: string; readonly many: string }>;
  /** Types that a place of a type may lie in, by type. */
  readonly parentTypes: ReadonlyMap<string, readonly string[]>;
  /** False when only places below the managed ones are known. */
  readonly whole: boolean;
}

type TypeLabels = AccessModelView['entityTypes'];

/** Built once for an answer of the server; every tick and every letter typed works on it. */
export function createPlaceIndex(tree: EntityTree, entityTypes: TypeLabels): PlaceIndex {
  const { rows } = tree;
  const types = rows.map((row) => tree.types[row[1]] ?? '');
  const parents = rows.map((row) => row[5].filter((parent) => parent >= 0 && parent < rows.length));
  const names = rows.map((row) => row[3]);
  const children: PlaceRow[][] = rows.map(() => []);
  parents.forEach((list, row) => {
    for (const parent of list) children[parent]?.push(row);
  });
  const order = new Intl.Collator('en', { numeric: true }).compare;
  for (const list of children) list.sort((a, b) => order(names[a] ?? '', names[b] ?? ''));

  const lowestOnes = lowestTypes(entityTypes);
  const lowest = types.map((type) => lowestOnes.has(type));
  const closed = rows.map((row) => row[6] === 1);
  const counted = rows.map((_, row) => lowest[row] === true && !closed[row]);
  const ancestors = ancestorLists(parents);
  const totals = new Int32Array(rows.length);
  let total = 0;
  for (let row = 0; row < rows.length; row += 1) {
    if (!counted[row]) continue;
    total += 1;
    totals[row] = (totals[row] ?? 0) + 1;
    for (const ancestor of ancestors[row] ?? []) totals[ancestor] = (totals[ancestor] ?? 0) + 1;
  }

  return {
    size: rows.length,
    ids: rows.map((row) => row[0]),
    rowById: new Map(rows.map((row, index) => [row[0], index])),
    types,
    names,
    codes: rows.map((row) => row[2]),
    cities: rows.map((row) => row[4]),
    closed,
    children,
    parents,
    ancestors,
    lowest,
    counted,
    totals,
    total,
    searchable: rows.map((row) => foldText(`${row[3]}\n${row[2]}\n${row[4] ?? ''}`)),
    countedLabel: countedLabel(lowestOnes, types, entityTypes),
    typeLabels: new Map(
      Object.entries(entityTypes).map(([key, type]) => [key, wordsOf(type)] as const),
    ),
    parentTypes: new Map(Object.entries(entityTypes).map(([key, type]) => [key, type.parents])),
    whole: tree.whole,
  };
}

/** Types that no other type lies in. */
function lowestTypes(entityTypes: TypeLabels): ReadonlySet<string> {
  const lowest = new Set(Object.keys(entityTypes));
  for (const type of Object.values(entityTypes)) {
    for (const parent of type.parents) lowest.delete(parent);
  }
  return lowest;
}

function countedLabel(lowest: ReadonlySet<string>, types: readonly string[], labels: TypeLabels) {
  const present = [...lowest].filter((type) => types.includes(type));
  const only = present.length === 1 ? labels[present[0] ?? ''] : undefined;
  return only ? wordsOf(only) : { one: 'place', many: 'places' };
}

const wordsOf = (type: { label: string; plural: string }) => ({
  one: type.label.toLocaleLowerCase(),
  many: type.plural.toLocaleLowerCase(),
});

function ancestorLists(parents: readonly (readonly PlaceRow[])[]): PlaceRow[][] {
  const known: (PlaceRow[] | undefined)[] = new Array(parents.length);
  const collect = (row: PlaceRow): PlaceRow[] => {
    const done = known[row];
    if (done) return done;
    // INVARIANT: the server refuses cycles; the empty list stands in while a row is worked on.
    known[row] = [];
    const all = new Set<PlaceRow>();
    for (const parent of parents[row] ?? []) {
      all.add(parent);
      for (const above of collect(parent)) all.add(above);
    }
    const list = [...all];
    known[row] = list;
    return list;
  };
  return parents.map((_, row) => collect(row));
}
