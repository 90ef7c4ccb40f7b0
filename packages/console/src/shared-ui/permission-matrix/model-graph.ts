import type { AccessModelView } from '@latchkey/contract';
import { type ModuleDefinition, type PermissionGraph, permissionGraph } from '@latchkey/engine';

const graphs = new WeakMap<AccessModelView, PermissionGraph>();

/** The graph of a model as the server answers it; the same rules that the server enforces. */
export function modelGraph(model: AccessModelView): PermissionGraph {
  const known = graphs.get(model);
  if (known) return known;
  const graph = permissionGraph({ modules: modulesOf(model) });
  graphs.set(model, graph);
  return graph;
}

/** The wire's optional fields may be there and undefined; the engine wants them left out. */
function modulesOf(model: AccessModelView): Record<string, ModuleDefinition> {
  return Object.fromEntries(
    Object.entries(model.modules).map(([key, module]) => [
      key,
      {
        label: module.label,
        permissions: Object.fromEntries(
          Object.entries(module.permissions).map(([name, permission]) => [
            name,
            {
              label: permission.label,
              description: permission.description,
              requires: permission.requires ?? [],
              implies: permission.implies ?? [],
              excludes: permission.excludes ?? [],
            },
          ]),
        ),
      },
    ]),
  );
}

/** What a permission is called; its key when the model no longer has it. */
export function permissionLabel(model: AccessModelView, permission: string): string {
  for (const module of Object.values(model.modules)) {
    const definition = module.permissions[permission];
    if (definition) return definition.label;
  }
  return permission;
}
