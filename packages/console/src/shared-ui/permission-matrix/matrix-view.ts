import type { AccessModelView } from '@latchkey/contract';
import type { GraphProblem } from '@latchkey/engine';

export type ModuleView = AccessModelView['modules'][string];
export type PermissionView = ModuleView['permissions'][string];

/** What the grid shows of a draft, computed once per tick. */
export interface MatrixView {
  readonly all: readonly string[];
  readonly held: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly locked: ReadonlyMap<string, string>;
  readonly notYours: ReadonlySet<string>;
  readonly problems: readonly GraphProblem[];
}

export interface MatrixFilterState {
  readonly search: string;
  readonly given: boolean;
  readonly risky: boolean;
  readonly changed: boolean;
  readonly keys: boolean;
}

export const noFilter: MatrixFilterState = {
  search: '',
  given: false,
  risky: false,
  changed: false,
  keys: false,
};

/** The permissions of a module that pass the filter, in the model's order. */
export function shownPermissions(
  module: ModuleView,
  filter: MatrixFilterState,
  view: MatrixView,
): (readonly [string, PermissionView])[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return Object.entries(module.permissions).filter(([key, permission]) => {
    if (filter.given && !view.held.has(key)) return false;
    if (filter.risky && !permission.risk) return false;
    if (filter.changed && !view.added.has(key) && !view.removed.has(key)) return false;
    const text =
      `${permission.label}\n${permission.description}\n${key}\n${module.label}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
