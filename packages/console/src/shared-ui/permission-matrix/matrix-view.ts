import type { AccessModelView } from '@latchkey/contract';
import type { GraphProblem, PermissionGraph } from '@latchkey/engine';
import { draftDiff, mayGive, type SetDraft } from './set-draft.ts';

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
  /** Modules that a restriction of the set hides, with what it is called. */
  readonly hidden: ReadonlyMap<string, string>;
}

export function matrixView(
  model: AccessModelView,
  draft: SetDraft,
  graph: PermissionGraph,
  restrictions: readonly string[],
): MatrixView {
  const diff = draftDiff(draft, graph);
  const all = Object.values(model.modules).flatMap((module) => Object.keys(module.permissions));
  return {
    all,
    held: new Set(graph.closure(draft.permissions)),
    added: new Set(diff.added),
    removed: new Set(diff.removed),
    locked: graph.locked(draft.permissions),
    problems: graph.problems(draft.permissions),
    hidden: new Map(
      restrictions.flatMap((key) => {
        const restriction = model.restrictions[key];
        return (restriction?.hidesModules ?? []).map(
          (module) => [module, restriction?.label ?? key] as const,
        );
      }),
    ),
    notYours: new Set(all.filter((permission) => !mayGive(model.held, graph, permission))),
  };
}

/** How a permission differs from what is saved. */
export function markOf(view: MatrixView, permission: string): 'added' | 'removed' | null {
  if (view.added.has(permission)) return 'added';
  return view.removed.has(permission) ? 'removed' : null;
}

export interface MatrixFilterState {
  readonly search: string;
  readonly given: boolean;
  readonly risky: boolean;
  readonly changed: boolean;
  readonly keys: boolean;
  /** One permission per row, although the names would make columns. */
  readonly list: boolean;
}

export const noFilter: MatrixFilterState = {
  search: '',
  given: false,
  risky: false,
  changed: false,
  keys: false,
  list: false,
};

/** The permissions of a module that pass the filter. */
export function passing(
  module: ModuleView,
  filter: MatrixFilterState,
  view: MatrixView,
): ReadonlySet<string> {
  const words = filter.search.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const passed = Object.entries(module.permissions).filter(([key, permission]) => {
    if (filter.given && !view.held.has(key)) return false;
    if (filter.risky && !permission.risk) return false;
    if (filter.changed && !view.added.has(key) && !view.removed.has(key)) return false;
    const text =
      `${permission.label}\n${permission.description}\n${key}\n${module.label}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return new Set(passed.map(([key]) => key));
}
