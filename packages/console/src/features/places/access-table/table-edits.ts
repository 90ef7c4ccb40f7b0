import type { AccessTableRow } from '@latchkey/contract';
import type { MemberId, PermissionGraph } from '@latchkey/engine';

/** What one person shall hold directly, not saved yet, and what came along or fell with the clicks. */
export interface RowEdit {
  readonly row: AccessTableRow;
  readonly permissions: readonly string[];
  readonly added: readonly { readonly permission: string; readonly neededBy: string }[];
  readonly removed: readonly { readonly permission: string; readonly needed: string }[];
}

/** By person, in the order in which they were first touched. */
export type TableEdits = ReadonlyMap<MemberId, RowEdit>;

export const noEdits: TableEdits = new Map();

/** What is held directly, counting what is not saved yet. */
export const directOf = (row: AccessTableRow, edits: TableEdits): readonly string[] =>
  edits.get(row.memberId)?.permissions ?? row.permissions;

/** A click on a box: ticks with what is needed, clears with what falls; a locked box stays as it is. */
export function clickBox(
  graph: PermissionGraph,
  edits: TableEdits,
  row: AccessTableRow,
  permission: string,
): TableEdits {
  const current = directOf(row, edits);
  if (graph.locked(current).has(permission)) return edits;
  const next = current.includes(permission)
    ? { ...graph.untick(current, permission), added: [] }
    : { ...graph.tick(current, permission), removed: [] };
  const changed = new Map(edits);
  if (sameNames(next.permissions, row.permissions)) changed.delete(row.memberId);
  else {
    const before = edits.get(row.memberId);
    const holds = (name: string) => next.permissions.includes(name);
    changed.set(row.memberId, {
      row,
      permissions: next.permissions,
      added: [...(before?.added ?? []), ...next.added].filter(
        (one) => holds(one.permission) && !row.permissions.includes(one.permission),
      ),
      removed: [...(before?.removed ?? []), ...next.removed].filter(
        (one) => !holds(one.permission) && row.permissions.includes(one.permission),
      ),
    });
  }
  return changed;
}

/** How many boxes are not as they were. */
export const countTicks = (edits: TableEdits): number =>
  [...edits.values()].reduce((sum, edit) => sum + changedNames(edit).length, 0);

export const changedNames = ({ row, permissions }: RowEdit): string[] => [
  ...permissions.filter((name) => !row.permissions.includes(name)),
  ...row.permissions.filter((name) => !permissions.includes(name)),
];

const sameNames = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((name) => right.includes(name));
