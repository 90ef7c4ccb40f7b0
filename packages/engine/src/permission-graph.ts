import type { ModuleDefinition } from './model.ts';

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

export declare function permissionGraph(model: {
  readonly modules: Readonly<Record<string, ModuleDefinition>>;
}): PermissionGraph;
