import {
  type EntityId,
  type OrganizationId,
  resolveEntity,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { AskedQuestion } from './asked-question.ts';

export interface KnownOrganization {
  readonly organizationId: OrganizationId;
  readonly snapshot: Snapshot;
}

/**
 * Where the resource lies: the organization, an entity by id or code, or the entities that its
 * properties name. Null when a name leads nowhere: what cannot be placed is not allowed.
 */
export function findPlace(
  { organizationId, snapshot }: KnownOrganization,
  { resourceType, resourceId, resourceProperties }: AskedQuestion,
): Scope | readonly Scope[] | null {
  if (resourceType === 'organization') return resourceId === organizationId ? organizationId : null;

  const model = snapshotModel(snapshot);
  if (Object.hasOwn(model.entityTypes, resourceType)) {
    return resolveEntity(snapshot, resourceType, resourceId);
  }

  const parents = model.resources;
  if (!parents || !Object.hasOwn(parents, resourceType)) return null;
  const places: EntityId[] = [];
  for (const [property, entityType] of Object.entries(parents[resourceType] ?? {})) {
    if (!resourceProperties || !Object.hasOwn(resourceProperties, property)) continue;
    const name = resourceProperties[property];
    const entityId = typeof name === 'string' ? resolveEntity(snapshot, entityType, name) : null;
    if (entityId === null) return null;
    places.push(entityId);
  }
  // A resource that names no place belongs to the organization as a whole.
  return places.length === 0 ? organizationId : places;
}
