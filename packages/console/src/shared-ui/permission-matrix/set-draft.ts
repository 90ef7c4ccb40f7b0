import type { AccessModelView } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';

/** What a tick brought or took along, kept so that it can be said under the tick and undone. */
export interface Consequence {
  readonly kind: 'added' | 'removed';
  /** The permission that was ticked or cleared. */
  readonly cause: string;
  readonly others: readonly { readonly permission: string; readonly because: string }[];
}

/** A set being edited: what it held, what it holds now, and what followed from the ticks. */
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

export function toggle(draft: SetDraft, graph: PermissionGraph, permission: string): SetDraft {
  return draft.permissions.includes(permission)
    ? clear(draft, graph, permission)
    : tick(draft, graph, permission);
}

export function tick(draft: SetDraft, graph: PermissionGraph, permission: string): SetDraft {
  const { permissions, added } = graph.tick(draft.permissions, permission);
  const others = added.map((each) => ({ permission: each.permission, because: each.neededBy }));
  return follow(draft, permissions, { kind: 'added', cause: permission, others });
}

export function clear(draft: SetDraft, graph: PermissionGraph, permission: string): SetDraft {
  const { permissions, removed } = graph.untick(draft.permissions, permission);
  const others = removed.map((each) => ({ permission: each.permission, because: each.needed }));
  return follow(draft, permissions, { kind: 'removed', cause: permission, others });
}

function follow(draft: SetDraft, permissions: string[], consequence: Consequence): SetDraft {
  const consequences = new Map(draft.consequences);
  const held = new Set(permissions);
  // A remark stands only as long as what it tells is still so.
  for (const [cause, earlier] of consequences) {
    const touched = [cause, ...earlier.others.map((other) => other.permission)];
    const stands = touched.every((each) => held.has(each) === (earlier.kind === 'added'));
    if (!stands) consequences.delete(cause);
  }
  consequences.delete(consequence.cause);
  if (consequence.others.length > 0) consequences.set(consequence.cause, consequence);
  return { ...draft, permissions, consequences };
}

/** Takes a tick back together with what followed from it. */
export function undoConsequence(draft: SetDraft, graph: PermissionGraph, cause: string): SetDraft {
  const consequence = draft.consequences.get(cause);
  if (!consequence) return draft;
  const touched = [cause, ...consequence.others.map((other) => other.permission)];
  let next = draft;
  for (const each of touched) {
    if (consequence.kind === 'removed') next = tick(next, graph, each);
    else if (next.permissions.includes(each)) next = clear(next, graph, each);
  }
  const consequences = new Map(next.consequences);
  for (const each of touched) consequences.delete(each);
  return { ...next, consequences };
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

/** Ticks or clears a whole list as far as the author may; remarks are for single ticks. */
export function toggleAll(
  draft: SetDraft,
  graph: PermissionGraph,
  permissions: readonly string[],
  wanted: boolean,
): SetDraft {
  let next = draft;
  for (let size = -1; size !== next.permissions.length; ) {
    size = next.permissions.length;
    for (const permission of permissions) {
      const held = new Set(graph.closure(next.permissions)).has(permission);
      if (held === wanted) continue;
      next = wanted ? tick(next, graph, permission) : clear(next, graph, permission);
    }
    // What is locked by another one can only be cleared after it, so clearing goes round again.
    if (wanted) break;
  }
  return { ...next, consequences: new Map() };
}
