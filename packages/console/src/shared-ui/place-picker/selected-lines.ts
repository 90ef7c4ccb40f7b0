import type { EntityId } from '@latchkey/engine';
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
      readonly rows: readonly PlaceRow[];
      /** Counted places that lie there, chosen or not. */
      readonly of: number;
    }
  | {
      readonly kind: 'single';
      readonly key: string;
      readonly row: PlaceRow;
      readonly id: EntityId;
    };

const singlesAtMost = 3;

/** `top` is the type that leads the hierarchy in view: lists are told by it. */
export function selectedLines(
  index: PlaceIndex,
  ids: ReadonlySet<EntityId>,
  top: string,
): SelectedLine[] {
  const branches: SelectedLine[] = [];
  const lists = new Map<PlaceRow, PlaceRow[]>();
  const singles: PlaceRow[] = [];
  for (const id of ids) {
    const row = index.rowById.get(id);
    if (row === undefined) continue;
    if (!index.counted[row]) {
      branches.push({ kind: 'branch', key: id, row, id, count: index.totals[row] ?? 0 });
      continue;
    }
    const within = (index.ancestors[row] ?? []).find((above) => index.types[above] === top);
    const list = within === undefined ? singles : (lists.get(within) ?? []);
    list.push(row);
    if (within !== undefined) lists.set(within, list);
  }
  const lines: SelectedLine[] = [...branches];
  for (const [within, rows] of lists) {
    if (rows.length <= singlesAtMost) {
      singles.push(...rows);
      continue;
    }
    lines.push({ kind: 'list', key: `list${within}`, within, rows, of: index.totals[within] ?? 0 });
  }
  for (const row of singles) {
    const id = index.ids[row];
    if (id !== undefined) lines.push({ kind: 'single', key: id, row, id });
  }
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const rank = { branch: 0, list: 1, single: 2 };
  return lines.sort(
    (a, b) => rank[a.kind] - rank[b.kind] || order(nameOf(index, a), nameOf(index, b)),
  );
}

const nameOf = (index: PlaceIndex, line: SelectedLine) =>
  index.names[line.kind === 'list' ? line.within : line.row] ?? '';
