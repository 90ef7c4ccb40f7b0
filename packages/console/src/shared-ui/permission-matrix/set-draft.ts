import type { AccessModelView } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';

/** What a tick brought or took along, kept so that it can be said under the tick and undone. */
export interface Consequence {
  readonly kind: 'added' | 'removed';
  /** What was ticked or cleared itself: one permission, or those of a whole module. */
  readonly own: readonly string[];
  readonly others: readonly { readonly permission: string; readonly because: string }[];
  /** What was held only through something that fell. */
  readonly along: readonly string[];
}

/** A set being edited: what it held, what it holds now, and what followed from each tick. */
export interface SetDraft {
  readonly base: readonly string[];
  readonly permissions: readonly string[];
  readonly consequences: ReadonlyMap<string, Consequence>;
}

export const startDraft = (permissions: readonly string[], base = permissions): SetDraft => ({
  base,
  permissions,
  consequences: new Map(),
});

export const toggle = (draft: SetDraft, graph: PermissionGraph, permission: string): SetDraft =>
  draft.permissions.includes(permission)
    ? clear(draft, graph, permission)
    : tick(draft, graph, permission);

export const tick = (draft: SetDraft, graph: PermissionGraph, permission: string): SetDraft =>
  change(draft, graph, permission, [permission], true);

export const clear = (draft: SetDraft, graph: PermissionGraph, permission: string): SetDraft =>
  change(draft, graph, permission, [permission], false);

/** Ticks or clears a list of permissions in one act; what followed is kept under the name of the tick. */
export function change(
  draft: SetDraft,
  graph: PermissionGraph,
  cause: string,
  wished: readonly string[],
  wanted: boolean,
): SetDraft {
  const listed = new Set(wished);
  const own = new Set<string>();
  const others = new Map<string, string>();
  let { permissions } = draft;
  for (let before = permissions; ; before = permissions) {
    for (const permission of wished) {
      if (new Set(graph.closure(permissions)).has(permission) === wanted) continue;
      const step = stepOf(graph, permissions, permission, wanted);
      if (step.permissions.length === permissions.length) continue;
      permissions = step.permissions;
      own.add(permission);
      for (const other of step.others) {
        if (listed.has(other.permission)) own.add(other.permission);
        else others.set(other.permission, other.because);
      }
    }
    // What is locked by another one can only be cleared after it, so it goes round again.
    if (before === permissions) break;
  }
  const consequences = standing(draft.consequences, permissions);
  consequences.delete(cause);
  const kept = new Set(graph.closure(permissions));
  const along = graph
    .closure(draft.permissions)
    .filter((each) => !kept.has(each) && !own.has(each) && !others.has(each));
  if (others.size + along.length > 0) {
    consequences.set(cause, {
      kind: wanted ? 'added' : 'removed',
      own: [...own],
      others: [...others].map(([permission, because]) => ({ permission, because })),
      along,
    });
  }
  return { ...draft, permissions, consequences };
}

function stepOf(
  graph: PermissionGraph,
  current: readonly string[],
  permission: string,
  wanted: boolean,
): { permissions: string[]; others: { permission: string; because: string }[] } {
  if (wanted) {
    const { permissions, added } = graph.tick(current, permission);
    const others = added.map((each) => ({ permission: each.permission, because: each.neededBy }));
    return { permissions, others };
  }
  const { permissions, removed } = graph.untick(current, permission);
  const others = removed.map((each) => ({ permission: each.permission, because: each.needed }));
  return { permissions, others };
}

/** A remark stands only as long as what it tells is still so. */
function standing(
  consequences: SetDraft['consequences'],
  permissions: readonly string[],
): Map<string, Consequence> {
  const held = new Set(permissions);
  return new Map(
    [...consequences].filter(([, { kind, own, others }]) =>
      [...own, ...others.map((other) => other.permission)].every(
        (each) => held.has(each) === (kind === 'added'),
      ),
    ),
  );
}

/** Takes a tick back together with what followed from it, except what something else needs by now. */
export function undoConsequence(draft: SetDraft, graph: PermissionGraph, cause: string): SetDraft {
  const consequence = draft.consequences.get(cause);
  if (!consequence) return draft;
  const others = consequence.others.map((other) => other.permission);
  if (consequence.kind === 'removed') {
    const back = change(draft, graph, cause, [...consequence.own, ...others], true);
    return withoutRemark(back, cause);
  }
  let next = change(draft, graph, cause, consequence.own, false);
  // What one of them needs can only go after it, so it goes round until nothing more goes.
  for (let before = next; ; before = next) {
    for (const other of others) {
      const without = change(next, graph, other, [other], false);
      const felled = without.consequences.get(other)?.others ?? [];
      if (felled.length === 0 && without.permissions !== next.permissions) next = without;
    }
    if (before === next) break;
  }
  return withoutRemark(next, cause);
}

function withoutRemark(draft: SetDraft, cause: string): SetDraft {
  const consequences = new Map(draft.consequences);
  consequences.delete(cause);
  return { ...draft, consequences };
}

export interface DraftDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What people with the set gain and lose, with everything that comes along. */
export function draftDiff(draft: SetDraft, graph: PermissionGraph): DraftDiff {
  const before = new Set(graph.closure(draft.base));
  const after = new Set(graph.closure(draft.permissions));
  return {
    added: [...after].filter((permission) => !before.has(permission)),
    removed: [...before].filter((permission) => !after.has(permission)),
  };
}

/** Whether the author may give a permission together with all that it brings along. */
export function mayGive(
  held: AccessModelView['held'],
  graph: PermissionGraph,
  permission: string,
): boolean {
  if (held === '*') return true;
  const own = new Set(held);
  return graph.closure(graph.tick([], permission).permissions).every((each) => own.has(each));
}
