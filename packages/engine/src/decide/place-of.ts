import type { EntityId, Scope } from '../ids.ts';
import { resolveEntity } from '../snapshot/resolve-entity.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';

/** What a question is about, as the caller names it. */
export interface NamedResource {
  readonly type: string;
  readonly id: string;
  readonly properties?: Readonly<Record<string, unknown>> | null;
}

/**
 * Where the resource lies: the organization, an entity by id or code, or the entities that its
 * properties name. Null when a name leads nowhere: what cannot be placed is not allowed.
 */
export function placeOf(
  snapshot: Snapshot,
  { type, id, properties = null }: NamedResource,
): Scope | readonly Scope[] | null {
  const { organizationId } = snapshot;
  if (type === 'organization') return id === organizationId ? organizationId : null;

  const { entityTypes, resources } = storeOf(snapshot).compiled.model;
  if (Object.hasOwn(entityTypes, type)) return resolveEntity(snapshot, type, id);

  if (!resources || !Object.hasOwn(resources, type)) return null;
  const places: EntityId[] = [];
  for (const [property, entityType] of Object.entries(resources[type] ?? {})) {
    if (!properties || !Object.hasOwn(properties, property)) continue;
    const name = properties[property];
    const entityId = typeof name === 'string' ? resolveEntity(snapshot, entityType, name) : null;
    if (entityId === null) return null;
    places.push(entityId);
  }
  // A resource that names no place belongs to the organization as a whole.
  return places.length === 0 ? organizationId : places;
}
