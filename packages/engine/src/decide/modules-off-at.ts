import type { Scope } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';

/** Modules that are off at a place, each with where they were switched off: there, or the nearest place above it. */
export function modulesOffAt(snapshot: Snapshot, scope: Scope): Map<string, Scope> {
  const store = storeOf(snapshot);
  const off = new Map<string, Scope>();
  for (const ordinal of store.entity(scope)?.ancestors ?? []) {
    const entity = store.entityAt(ordinal);
    if (entity === null) continue;
    for (const module of entity.modulesOff) {
      const isSwitchable = store.compiled.model.modules[module]?.switchable !== undefined;
      if (isSwitchable && !off.has(module)) off.set(module, entity.id);
    }
  }
  return off;
}
