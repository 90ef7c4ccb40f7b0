import type { EntityId } from '@latchkey/engine';
import { type Hierarchy, hierarchiesOf } from './hierarchies.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

/** The selection as few lines as say it: whole branches, lists within a branch, single places. */
export type SelectedLine =
  | {
      readonly kind: 'branch';
      readonly key: string;
      readonly row: PlaceRow;
      readonly id: EntityId;
      /** Counted places in it today. */
      readonly count: number;
    }
  | {
      readonly kind: 'list';
      readonly key: string;
      readonly within: PlaceRow;
      /** What is chosen in it: single places, and branches that lie in it. */
      readonly rows: readonly PlaceRow[];
      /** Counted places that these reach today. */
      readonly count: number;
      /** Counted places that lie there, chosen or not. */
      readonly of: number;
      /** What is left out, where naming that is shorter: "West zone except 3". */
      readonly except: readonly PlaceRow[];
    }
  | {
      readonly kind: 'single';
      readonly key: string;
      readonly row: PlaceRow;
      readonly id: EntityId;
    };

const singlesAtMost = 3;
/** Up to a quarter left out is told as "all except". */
const leftOutShare = 4;

/** `hierarchy` is the way down in view: lists are told by its places. */
export function selectedLines(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  hierarchy: Hierarchy | undefined = hierarchiesOf(index)[0],
): SelectedLine[] {
  const within = chosenBelow(index, ids);
  const lines: SelectedLine[] = [];
  const told = new Set<PlaceRow>();
  const tell = (row: PlaceRow) => {
    const id = index.ids[row];
    if (id === undefined || told.has(row)) return;
    told.add(row);
    if (index.lowest[row]) lines.push({ kind: 'single', key: id, row, id });
    else lines.push({ kind: 'branch', key: id, row, id, count: index.totals[row] ?? 0 });
  };

  const walk = (row: PlaceRow) => {
    if (ids.has(index.ids[row] ?? 'ent_')) return tell(row);
    const chosen = within.get(row) ?? [];
    const rows = chosen.filter((each) => !told.has(each));
    if (rows.length === 0) return;
    const count = reachedBy(index, chosen).size;
    const of = index.totals[row] ?? 0;
    const most = count < of && (of - count) * leftOutShare <= of;
    const direct = rows.every((each) => index.parents[each]?.includes(row));
    if (rows.length > singlesAtMost && (direct || most)) {
      for (const each of rows) told.add(each);
      const except = most ? leftOutOf(index, row, ids, within) : [];
      lines.push({ kind: 'list', key: `list${row}`, within: row, rows, count, of, except });
      return;
    }
    for (const below of index.children[row] ?? []) walk(below);
  };
  for (const root of hierarchy?.roots ?? []) walk(root);

  // What lies on another way down is told as it is.
  for (const id of ids) {
    const row = index.rowById.get(id);
    if (row !== undefined) tell(row);
  }
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const rank = { branch: 0, list: 1, single: 2 };
  return lines.sort(
    (a, b) => rank[a.kind] - rank[b.kind] || order(nameOf(index, a), nameOf(index, b)),
  );
}

/** The chosen places below each place that has some. */
function chosenBelow(index: PlaceIndex, ids: ReadonlySet<EntityId>): Map<PlaceRow, PlaceRow[]> {
  const below = new Map<PlaceRow, PlaceRow[]>();
  for (const id of ids) {
    const row = index.rowById.get(id);
    if (row === undefined) continue;
    for (const above of index.ancestors[row] ?? []) {
      const list = below.get(above);
      if (list) list.push(row);
      else below.set(above, [row]);
    }
  }
  return below;
}

/** Counted places that the chosen ones reach. */
function reachedBy(index: PlaceIndex, rows: readonly PlaceRow[]): Set<PlaceRow> {
  const reached = new Set<PlaceRow>();
  const visit = (row: PlaceRow) => {
    if (index.counted[row]) reached.add(row);
    for (const below of index.children[row] ?? []) visit(below);
  };
  for (const row of rows) visit(row);
  return reached;
}

/** What of a branch is left out, as high up as says it. */
function leftOutOf(
  index: PlaceIndex,
  branch: PlaceRow,
  ids: ReadonlySet<EntityId>,
  within: ReadonlyMap<PlaceRow, readonly PlaceRow[]>,
): PlaceRow[] {
  const chosen = (row: PlaceRow) => ids.has(index.ids[row] ?? 'ent_');
  const left = new Set<PlaceRow>();
  const visit = (row: PlaceRow) => {
    for (const below of index.children[row] ?? []) {
      if (index.totals[below] === 0) continue;
      // What another way down includes is not left out.
      if (chosen(below) || index.ancestors[below]?.some(chosen)) continue;
      if (within.has(below)) visit(below);
      else left.add(below);
    }
  };
  visit(branch);
  return [...left];
}

const nameOf = (index: PlaceIndex, line: SelectedLine) =>
  index.names[line.kind === 'list' ? line.within : line.row] ?? '';
