import type { AccessModel } from './model.ts';
import { permissionGraph } from './permission-graph.ts';

/** What permissions become under another version of the model. */
export interface MovedPermissions {
  /** Under their new names, sorted; each has what it requires. */
  readonly permissions: readonly string[];
  /** Known, but what they require is not held there any more: they went too. */
  readonly unmet: readonly { readonly permission: string; readonly needed: string }[];
}

/**
 * Permissions under their new names, less what the model no longer has and less what cannot stand without
 * it. Nothing is added that was not asked for: a new requirement takes a permission away, never brings one.
 */
export function movePermissions(held: readonly string[], model: AccessModel): MovedPermissions {
  const graph = permissionGraph(model);
  const known = new Set(
    Object.values(model.modules).flatMap((module) => Object.keys(module.permissions)),
  );
  const named = held.flatMap((name) => newNames(model, name));
  const isRenamed = named.some((name, index) => name !== held[index]);
  const direct = new Set(named.filter((name) => known.has(name)));
  if (isRenamed) {
    // Of what a permission was split into, one part may come with another.
    for (const implied of graph.locked(direct).keys()) direct.delete(implied);
  }
  const unmet: { permission: string; needed: string }[] = [];
  for (let fallen = true; fallen; ) {
    fallen = false;
    for (const name of [...direct].sort()) {
      const missing = lacking(graph.problems(direct), graph.closure([name]));
      if (missing === undefined) continue;
      direct.delete(name);
      unmet.push({ permission: name, needed: missing });
      fallen = true;
    }
  }
  return { permissions: [...direct].sort(), unmet };
}

/** The names a permission goes by in this version; one that was not renamed keeps its own. */
export function newNames({ renamed = {} }: AccessModel, permission: string): readonly string[] {
  return (Object.hasOwn(renamed, permission) ? renamed[permission] : undefined) ?? [permission];
}

function lacking(
  problems: ReturnType<ReturnType<typeof permissionGraph>['problems']>,
  brought: readonly string[],
): string | undefined {
  return problems.find(
    ({ code, permission }) =>
      code === 'missing_required_permission' && brought.includes(permission),
  )?.others[0];
}
