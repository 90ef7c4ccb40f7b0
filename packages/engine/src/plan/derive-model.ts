import type { Effect } from '../effects.ts';
import type { PermissionSetId } from '../ids.ts';
import type { AccessModel, StandardSetDefinition } from '../model.ts';
import type { Operation } from '../operations.ts';
import { compileModel } from '../snapshot/compiled-model.ts';
import type { PermissionSetState } from '../state.ts';
import { type Derivation, derived, type Refusal, refusal } from './derivation.ts';
import { grantsOfSet } from './derive-permission-set.ts';
import type { Working } from './working.ts';

type ApplyModel = Extract<Operation, { type: 'model.apply' }>;

/**
 * Moves the organization to a model version: its standard sets become the model's, what its own sets
 * hold and the model no longer knows falls away, and places must be of types the model has.
 */
export function deriveModel(operation: ApplyModel, working: Working): Derivation {
  const { model, modelHash } = operation;
  const idOfKey = new Map(Object.entries(operation.newSetIds));
  for (const [id, set] of working.permissionSets()) {
    if (set.modelKey !== null && set.kind !== 'custom') idOfKey.set(set.modelKey, id);
  }
  const refusals = [
    ...checkSetIds(model, idOfKey),
    ...checkSetNames(model, idOfKey, working),
    ...checkTypesInUse(model, working),
  ];
  return derived(refusals, () => {
    const before = working.organization;
    const effects: Effect[] = [];
    if (before.modelHash !== modelHash) {
      effects.push({
        object: 'organization',
        id: working.organizationId,
        before,
        after: { ...before, modelHash },
      });
      // Sets are compiled against the new model from here on, in this fork only.
      working.store.useModel(compileModel(model));
    }
    return [
      ...effects,
      ...shippedSets(model, idOfKey, working),
      ...otherSets(model, working),
      ...directGrants(model, working),
    ];
  });
}

function shippedSets(
  model: AccessModel,
  idOfKey: ReadonlyMap<string, PermissionSetId>,
  working: Working,
): Effect[] {
  return Object.entries(model.permissionSets).flatMap(([key, definition]): Effect[] => {
    const id = idOfKey.get(key);
    if (id === undefined) return [];
    const before = working.permissionSet(id);
    const after =
      before?.kind === 'starter' && definition.kind === 'starter'
        ? within(before, model)
        : shippedSet(key, definition, idOfKey);
    return [{ object: 'permissionSet', id, before, after }];
  });
}

/** The organization's own copy of a starter set stays, less what the model no longer has. */
function within(set: PermissionSetState, model: AccessModel): PermissionSetState {
  const { bits, restrictions } = compileModel(model);
  return {
    ...set,
    permissions: set.permissions.filter((permission) => bits.has(permission)),
    restrictions: set.restrictions.filter((key) => restrictions.has(key)),
  };
}

function shippedSet(
  modelKey: string,
  {
    kind = 'standard',
    name,
    description,
    permissions,
    mayGrant = [],
    restrictions = [],
  }: StandardSetDefinition,
  idOfKey: ReadonlyMap<string, PermissionSetId>,
): PermissionSetState {
  return {
    kind,
    modelKey,
    name,
    description,
    permissions: [...new Set(permissions)].sort(),
    mayGrant:
      mayGrant === '*'
        ? '*'
        : [...new Set(mayGrant.flatMap((key) => idOfKey.get(key) ?? []))].sort(),
    copiedFrom: null,
    restrictions: [...new Set(restrictions)].sort(),
  };
}

/** Sets of the organization lose what the model no longer has; a standard set that was dropped becomes its own, or goes when nobody holds it. */
function otherSets(model: AccessModel, working: Working): Effect[] {
  const effects: Effect[] = [];
  for (const [id, before] of working.permissionSets()) {
    const inModel =
      before.modelKey !== null && Object.hasOwn(model.permissionSets, before.modelKey);
    if (before.kind !== 'custom' && inModel) continue;
    if (before.kind !== 'custom' && grantsOfSet(id, working).length === 0) {
      effects.push({ object: 'permissionSet', id, before, after: null });
      continue;
    }
    const after: PermissionSetState = {
      ...within(before, model),
      kind: 'custom',
      modelKey: null,
    };
    effects.push({ object: 'permissionSet', id, before, after });
  }
  return effects;
}

/** Permissions given directly lose what the model no longer has; a grant of nothing falls away. */
function directGrants(model: AccessModel, working: Working): Effect[] {
  const { bits } = compileModel(model);
  const effects: Effect[] = [];
  for (const { memberId } of working.store.allMembers()) {
    for (const { id, state } of working.grantsOf(memberId)) {
      if (state.permissions === null || state.permissions.every((name) => bits.has(name))) continue;
      const permissions = state.permissions.filter((name) => bits.has(name));
      const after = permissions.length === 0 ? null : { ...state, permissions };
      effects.push({ object: 'grant', id, before: state, after });
    }
  }
  return effects;
}

function checkSetIds(model: AccessModel, idOfKey: ReadonlyMap<string, PermissionSetId>): Refusal[] {
  return Object.keys(model.permissionSets)
    .filter((key) => !idOfKey.has(key))
    .map((key) => refusal('unknown_permission_set', key));
}

function checkSetNames(
  model: AccessModel,
  idOfKey: ReadonlyMap<string, PermissionSetId>,
  working: Working,
): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [key, { name }] of Object.entries(model.permissionSets)) {
    for (const [id, set] of working.permissionSets()) {
      const isOther = idOfKey.get(key) !== id && set.kind === 'custom';
      if (isOther && set.name.toLowerCase() === name.toLowerCase()) {
        refusals.push(refusal('set_name_taken', name, { setId: id }));
      }
    }
  }
  return refusals;
}

function checkTypesInUse(model: AccessModel, working: Working): Refusal[] {
  const gone = new Set<string>();
  for (const { type } of working.store.allEntities()) {
    if (type !== 'organization' && !Object.hasOwn(model.entityTypes, type)) gone.add(type);
  }
  return [...gone].map((type) => refusal('unknown_place_type', type));
}
