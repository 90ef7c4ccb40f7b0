import type { EntityId } from '../ids.ts';
import { resolveEntity } from '../snapshot/resolve-entity.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import type { NamedResource } from './place-of.ts';

/** The entities that the properties of a resource place it in, by id or code; null when one of them leads nowhere. */
export function contextualParents(
  snapshot: Snapshot,
  { type, properties = null }: Pick<NamedResource, 'type' | 'properties'>,
): readonly EntityId[] | null {
  const { resources } = storeOf(snapshot).compiled.model;
  if (properties === null || !resources || !Object.hasOwn(resources, type)) return none;
  const parents: EntityId[] = [];
  for (const [property, entityType] of Object.entries(resources[type] ?? {})) {
    if (!Object.hasOwn(properties, property)) continue;
    const name = properties[property];
    const entityId = typeof name === 'string' ? resolveEntity(snapshot, entityType, name) : null;
    if (entityId === null) return null;
    parents.push(entityId);
  }
  return parents;
}

const none: readonly EntityId[] = [];
