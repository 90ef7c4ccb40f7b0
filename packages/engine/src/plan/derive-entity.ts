import type { EntityId } from '../ids.ts';
import type { Operation } from '../operations.ts';
import { codeKey } from '../snapshot/entity-records.ts';
import { startsOff } from '../starts-off.ts';
import type { EntityState } from '../state.ts';
import { type Derivation, derived, type Refusal, refusal, refused } from './derivation.ts';
import type { Working } from './working.ts';

type EntityOperation = Extract<Operation, { type: `entity.${string}` }>;

/** A place is added, renamed, moved or closed. */
export function deriveEntity(operation: EntityOperation, working: Working): Derivation {
  const { entityId } = operation;
  const before = working.entity(entityId);
  if (operation.type === 'entity.create') {
    if (before !== null) return refused('place_code_taken', before.code, { entityId });
    const after: EntityState = {
      type: operation.entityType,
      code: operation.code.trim(),
      name: operation.name.trim(),
      city: operation.city ?? null,
      parents: sorted(operation.parents),
      closed: false,
      modulesOff: startsOff(working.store.compiled.model, operation.entityType),
    };
    return derived(checkEntity(entityId, after, null, working), () => [
      { object: 'entity', id: entityId, before, after },
    ]);
  }
  if (before === null) return refused('unknown_place', entityId);
  const after: EntityState = {
    type: before.type,
    code: (operation.code ?? before.code).trim(),
    name: (operation.name ?? before.name).trim(),
    city: operation.city === undefined ? before.city : operation.city,
    parents: operation.parents === undefined ? before.parents : sorted(operation.parents),
    closed: operation.closed ?? before.closed,
    modulesOff: before.modulesOff,
  };
  return derived(checkEntity(entityId, after, before, working), () => [
    { object: 'entity', id: entityId, before, after },
  ]);
}

/** What is wrong with a place by itself, whoever puts it there. */
export function checkEntity(
  entityId: EntityId,
  entity: EntityState,
  before: EntityState | null,
  working: Working,
): Refusal[] {
  const type = Object.hasOwn(working.store.compiled.model.entityTypes, entity.type)
    ? working.store.compiled.model.entityTypes[entity.type]
    : undefined;
  if (type === undefined) return [refusal('unknown_place_type', entity.type)];
  const refusals: Refusal[] = [];
  const opens = !entity.closed && (before === null || before.closed);
  if (opens && working.organization.typesOff.includes(entity.type)) {
    refusals.push(refusal('place_type_off', entity.type));
  }
  const other = working.store.entityOfCode(codeKey(entity.type, entity.code));
  if (other !== null && other !== entityId) {
    refusals.push(refusal('place_code_taken', entity.code, { entityId: other }));
  }
  return [...refusals, ...checkParents(entityId, entity, before, type.parents, working)];
}

function checkParents(
  entityId: EntityId,
  entity: EntityState,
  before: EntityState | null,
  allowed: readonly string[],
  working: Working,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (entity.parents.length === 0 && !allowed.includes('organization')) {
    refusals.push(refusal('wrong_parent_type', entity.code, { allowed }));
  }
  const types = new Set<string>();
  const own = working.store.entity(entityId);
  for (const parentId of entity.parents) {
    const parent = working.store.entity(parentId);
    if (parent === null) {
      refusals.push(refusal('unknown_place', parentId));
      continue;
    }
    if (!allowed.includes(parent.type)) {
      refusals.push(refusal('wrong_parent_type', parentId, { type: parent.type, allowed }));
    }
    if (types.has(parent.type)) {
      refusals.push(refusal('too_many_parents', entity.code, { type: parent.type }));
    }
    types.add(parent.type);
    const isNew = before === null || !before.parents.includes(parentId);
    if (parent.closed && isNew) refusals.push(refusal('place_closed', parentId));
    if (parentId === entityId || (own !== null && parent.ancestors.includes(own.ordinal))) {
      refusals.push(refusal('place_cycle', entity.code, { parent: parentId }));
    }
  }
  return refusals;
}

const sorted = (parents: readonly EntityId[]): EntityId[] => [...new Set(parents)].sort();
