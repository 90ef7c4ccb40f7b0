import type { Scope } from '../ids.ts';
import { resolveEntity } from '../snapshot/resolve-entity.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { contextualParents } from './contextual-parents.ts';

/** What a question is about, as the caller names it. */
export interface NamedResource {
  readonly type: string;
  readonly id: string;
  readonly properties?: Readonly<Record<string, unknown>> | null;
}

/**
 * Where the resource lies: the organization, an entity by id or code, the entities that its properties name, or both.
 * Null when a name leads nowhere: what cannot be placed is not allowed.
 */
export function placeOf(
  snapshot: Snapshot,
  resource: NamedResource,
): Scope | readonly Scope[] | null {
  const { organizationId } = snapshot;
  const { type, id } = resource;
  if (type === 'organization') return id === organizationId ? organizationId : null;

  const { entityTypes, resources } = storeOf(snapshot).compiled.model;
  const parents = contextualParents(snapshot, resource);
  if (parents === null) return null;
  if (Object.hasOwn(entityTypes, type)) {
    const entityId = resolveEntity(snapshot, type, id);
    return entityId === null || parents.length === 0 ? entityId : [entityId, ...parents];
  }
  if (!resources || !Object.hasOwn(resources, type)) return null;
  // A resource that names no place belongs to the organization as a whole.
  return parents.length === 0 ? organizationId : parents;
}
