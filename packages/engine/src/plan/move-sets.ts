import type { Effect } from '../effects.ts';
import type { PermissionSetId } from '../ids.ts';
import type { AccessModel, StandardSetDefinition } from '../model.ts';
import { movePermissions } from '../move-permissions.ts';
import { permissionGraph } from '../permission-graph.ts';
import type { PermissionSetState } from '../state.ts';
import { type Refusal, refusal } from './derivation.ts';
import { grantsOfSet } from './derive-permission-set.ts';
import type { Working } from './working.ts';

type SetEffect = Extract<Effect, { object: 'permissionSet' }>;

/** What becomes of every set: the model's are the model's, the organization's keep their content as far as it stands. */
export function moveSets(
  model: AccessModel,
  idOfKey: ReadonlyMap<string, PermissionSetId>,
  working: Working,
): SetEffect[] {
  const shipped = shippedSets(model, idOfKey, working);
  const others = otherSets(model, working);
  const gone = new Set(others.flatMap(({ id, after }) => (after === null ? [id] : [])));
  // No set goes on naming one that is gone.
  return [...shipped, ...others].map((effect) => {
    const { after } = effect;
    if (after === null || after.mayGrant === '*') return effect;
    const mayGrant = after.mayGrant.filter((id) => !gone.has(id));
    return mayGrant.length === after.mayGrant.length
      ? effect
      : { ...effect, after: { ...after, mayGrant } };
  });
}

function shippedSets(
  model: AccessModel,
  idOfKey: ReadonlyMap<string, PermissionSetId>,
  working: Working,
): SetEffect[] {
  return Object.entries(model.permissionSets).flatMap(([key, definition]): SetEffect[] => {
    const id = idOfKey.get(key);
    if (id === undefined) return [];
    const before = working.permissionSet(id);
    const after =
      before?.kind === 'starter' && definition.kind === 'starter'
        ? moved(before, model)
        : shippedSet(key, definition, idOfKey);
    return [{ object: 'permissionSet', id, before, after }];
  });
}

/** The organization's own content under its new names, less what the model no longer has. */
function moved(set: PermissionSetState, model: AccessModel): PermissionSetState {
  return {
    ...set,
    permissions: movePermissions(set.permissions, model).permissions,
    restrictions: set.restrictions.filter((key) => Object.hasOwn(model.restrictions ?? {}, key)),
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

/** Sets that the model does not bring; a standard set that was dropped becomes the organization's, or goes when nobody holds it. */
function otherSets(model: AccessModel, working: Working): SetEffect[] {
  const effects: SetEffect[] = [];
  for (const [id, before] of working.permissionSets()) {
    const inModel =
      before.modelKey !== null && Object.hasOwn(model.permissionSets, before.modelKey);
    if (before.kind !== 'custom' && inModel) continue;
    if (before.kind !== 'custom' && grantsOfSet(id, working).length === 0) {
      effects.push({ object: 'permissionSet', id, before, after: null });
      continue;
    }
    const after: PermissionSetState = { ...moved(before, model), kind: 'custom', modelKey: null };
    effects.push({ object: 'permissionSet', id, before, after });
  }
  return effects;
}

/** What stands in the way of the sets as they would be. */
export function checkMovedSets(
  model: AccessModel,
  idOfKey: ReadonlyMap<string, PermissionSetId>,
  effects: readonly SetEffect[],
): Refusal[] {
  const missing = Object.keys(model.permissionSets)
    .filter((key) => !idOfKey.has(key))
    .map((key) => refusal('unknown_permission_set', key));
  const graph = permissionGraph(model);
  const idOfName = new Map<string, PermissionSetId>();
  const refusals: Refusal[] = [];
  for (const { id, after } of effects) {
    if (after === null) continue;
    const name = after.name.toLowerCase();
    const other = idOfName.get(name);
    if (other !== undefined) refusals.push(refusal('set_name_taken', after.name, { setId: id }));
    idOfName.set(name, id);
    // Which of two that exclude each other should stay, nobody but the organization can say.
    for (const { code, permission, others } of graph.problems(after.permissions)) {
      if (code !== 'excluded_permissions') continue;
      refusals.push(refusal(code, after.name, { permissions: [permission, ...others] }));
    }
  }
  return [...missing, ...refusals];
}
