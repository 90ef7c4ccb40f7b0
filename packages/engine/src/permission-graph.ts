import type { ModuleDefinition, PermissionDefinition } from './model.ts';

export interface GraphProblem {
  readonly code: 'unknown_permission' | 'missing_required_permission' | 'excluded_permissions';
  readonly permission: string;
  /** What is missing, or what it may not be held with. */
  readonly others: readonly string[];
}

/** How permissions hang together; the same in the browser's editor and in the server's guards. */
export interface PermissionGraph {
  /** The permissions and everything that comes with them, sorted. */
  closure(permissions: Iterable<string>): string[];
  /** Adds a permission and, directly, what it needs. */
  tick(
    current: Iterable<string>,
    permission: string,
  ): { permissions: string[]; added: { permission: string; neededBy: string }[] };
  /** Takes a permission and whatever cannot stand without it. A locked one stays. */
  untick(
    current: Iterable<string>,
    permission: string,
  ): { permissions: string[]; removed: { permission: string; needed: string }[] };
  /** Permissions that come with another one held, and with which: they cannot be cleared by themselves. */
  locked(current: Iterable<string>): Map<string, string>;
  problems(permissions: Iterable<string>): GraphProblem[];
}

/** Built once per model; a model that was not checked is walked as far as it goes. */
export function permissionGraph(model: {
  readonly modules: Readonly<Record<string, ModuleDefinition>>;
}): PermissionGraph {
  const definitions = new Map<string, PermissionDefinition>();
  for (const module of Object.values(model.modules)) {
    for (const [name, permission] of Object.entries(module.permissions)) {
      definitions.set(name, permission);
    }
  }
  const requiredBy = (name: string) => definitions.get(name)?.requires ?? [];

  const close = (permissions: Iterable<string>): Set<string> => {
    const held = new Set(permissions);
    // A Set hands out what is added while it is walked, so this reaches everything.
    for (const name of held) {
      for (const implied of definitions.get(name)?.implies ?? []) held.add(implied);
    }
    return held;
  };

  const tick: PermissionGraph['tick'] = (current, permission) => {
    const direct = new Set(current);
    if (!definitions.has(permission)) return { permissions: [...direct].sort(), added: [] };
    direct.add(permission);
    const added: { permission: string; neededBy: string }[] = [];
    const pending = [...close([permission])];
    for (const name of pending) {
      for (const needed of requiredBy(name)) {
        // What is ticked only through another tick may go away with it, so the need is held directly,
        // unless this very tick brings it.
        if (direct.has(needed) || close([permission]).has(needed)) continue;
        direct.add(needed);
        added.push({ permission: needed, neededBy: name });
        pending.push(...close([needed]));
      }
    }
    return { permissions: [...direct].sort(), added };
  };

  const untick: PermissionGraph['untick'] = (current, permission) => {
    const direct = new Set(current);
    if (locked(direct).has(permission) || !direct.delete(permission)) {
      return { permissions: [...direct].sort(), removed: [] };
    }
    const removed: { permission: string; needed: string }[] = [];
    for (let fallen = true; fallen; ) {
      fallen = false;
      const held = close(direct);
      for (const name of direct) {
        const needed = [...close([name])].flatMap(requiredBy).find((need) => !held.has(need));
        if (needed === undefined) continue;
        direct.delete(name);
        removed.push({ permission: name, needed });
        fallen = true;
      }
    }
    return { permissions: [...direct].sort(), removed };
  };

  const locked: PermissionGraph['locked'] = (current) => {
    const by = new Map<string, string>();
    for (const name of [...current].sort()) {
      for (const implied of close([name])) {
        if (implied !== name && !by.has(implied)) by.set(implied, name);
      }
    }
    return by;
  };

  const problems: PermissionGraph['problems'] = (permissions) => {
    const held = close(permissions);
    const found: GraphProblem[] = [];
    for (const name of [...held].sort()) {
      const definition = definitions.get(name);
      if (definition === undefined) {
        found.push({ code: 'unknown_permission', permission: name, others: [] });
        continue;
      }
      const missing = (definition.requires ?? []).filter((need) => !held.has(need));
      if (missing.length > 0) {
        found.push({ code: 'missing_required_permission', permission: name, others: missing });
      }
      const excluded = (definition.excludes ?? []).filter((other) => held.has(other));
      if (excluded.length > 0) {
        found.push({ code: 'excluded_permissions', permission: name, others: excluded });
      }
    }
    return found;
  };

  return {
    closure: (permissions) => [...close(permissions)].sort(),
    tick,
    untick,
    locked,
    problems,
  };
}
