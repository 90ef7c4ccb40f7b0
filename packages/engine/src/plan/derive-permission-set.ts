import type { Effect } from '../effects.ts';
import type { GrantId, MemberId, PermissionSetId } from '../ids.ts';
import type { Operation } from '../operations.ts';
import { grantState } from '../snapshot/grant-record.ts';
import type { GrantState, PermissionSetState } from '../state.ts';
import { type Derivation, derived, type Refusal, refusal, refused } from './derivation.ts';
import { sameValue } from './same-value.ts';
import type { Working } from './working.ts';

type SetOperation = Extract<Operation, { type: `permissionSet.${string}` }>;
type OperationOf<Type extends Operation['type']> = Extract<Operation, { type: Type }>;

/** A named bundle is made, changed or replaced. */
export function derivePermissionSet(operation: SetOperation, working: Working): Derivation {
  if (operation.type === 'permissionSet.create') return create(operation, working);
  const before = working.permissionSet(operation.setId);
  if (before === null) return refused('unknown_permission_set', operation.setId);
  if (before.kind === 'standard') return refused('standard_set_read_only', operation.setId);
  return operation.type === 'permissionSet.update'
    ? update(operation, before, working)
    : remove(operation, before, working);
}

function create(operation: OperationOf<'permissionSet.create'>, working: Working): Derivation {
  const { setId, copiedFrom = null } = operation;
  const existing = working.permissionSet(setId);
  if (existing !== null) return refused('set_name_taken', existing.name, { setId });
  const after: PermissionSetState = {
    kind: 'custom',
    modelKey: null,
    name: operation.name.trim(),
    description: operation.description,
    permissions: sorted(operation.permissions),
    mayGrant: operation.mayGrant === '*' ? '*' : sorted(operation.mayGrant),
    copiedFrom,
    restrictions: sorted(operation.restrictions ?? []),
  };
  const refusals = checkSet(setId, after, working);
  if (copiedFrom !== null && working.permissionSet(copiedFrom) === null) {
    refusals.push(refusal('unknown_permission_set', copiedFrom));
  }
  return derived(refusals, () => [{ object: 'permissionSet', id: setId, before: null, after }]);
}

function update(
  operation: OperationOf<'permissionSet.update'>,
  before: PermissionSetState,
  working: Working,
): Derivation {
  const { setId, mayGrant = before.mayGrant, permissions = before.permissions } = operation;
  const after: PermissionSetState = {
    ...before,
    name: (operation.name ?? before.name).trim(),
    description: operation.description ?? before.description,
    permissions: sorted(permissions),
    mayGrant: mayGrant === '*' ? '*' : sorted(mayGrant),
    restrictions: sorted(operation.restrictions ?? before.restrictions),
  };
  return derived(checkSet(setId, after, working), () => [
    { object: 'permissionSet', id: setId, before, after },
  ]);
}

/** Its holders get the replacement where they held it, except where they hold that already. */
function remove(
  operation: OperationOf<'permissionSet.delete'>,
  before: PermissionSetState,
  working: Working,
): Derivation {
  const { setId } = operation;
  const replacementSetId =
    operation.replacementSetId === 'none' ? null : operation.replacementSetId;
  if (replacementSetId === setId) return refused('unknown_permission_set', replacementSetId);
  if (replacementSetId !== null && working.permissionSet(replacementSetId) === null) {
    return refused('unknown_permission_set', replacementSetId);
  }
  const grants = grantsOfSet(setId, working);
  const inUse = grants.filter(
    ({ memberId }) => working.store.member(memberId)?.status !== 'removed',
  );
  if (inUse.length > 0 && operation.replacementSetId === null) {
    const members = new Set(inUse.map(({ memberId }) => memberId)).size;
    return refused('set_in_use', setId, { grants: inUse.length, members });
  }
  return {
    effects: [
      ...grants.map((grant) => moved(grant, replacementSetId, working)),
      ...unlist(setId, working),
      { object: 'permissionSet', id: setId, before, after: null },
    ],
  };
}

interface HeldGrant {
  readonly memberId: MemberId;
  readonly id: GrantId;
  readonly state: GrantState;
}

function moved(
  { memberId, id, state }: HeldGrant,
  replacementSetId: PermissionSetId | null,
  working: Working,
): Effect {
  if (replacementSetId === null) return { object: 'grant', id, before: state, after: null };
  const after = { ...state, setId: replacementSetId, permissions: null };
  const doubled = working.grantsOf(memberId).some((other) => sameValue(other.state, after));
  return { object: 'grant', id, before: state, after: doubled ? null : after };
}

/** Grants of a set, those kept for removed members included. */
export function grantsOfSet(setId: PermissionSetId, working: Working): HeldGrant[] {
  const set = working.store.set(setId);
  if (set === null || working.store.grantCountOf(set.ordinal) === 0) return [];
  const found: HeldGrant[] = [];
  for (const { memberId, grants } of working.store.allMembers()) {
    for (const grant of grants) {
      if (grant.set !== set.ordinal) continue;
      const state = grantState(working.store, memberId, grant);
      found.push({ memberId, id: grant.grantId, state });
    }
  }
  return found;
}

/** No set goes on naming one that is gone. */
function unlist(setId: PermissionSetId, working: Working): Effect[] {
  const effects: Effect[] = [];
  for (const [id, before] of working.permissionSets()) {
    if (id === setId || before.mayGrant === '*' || !before.mayGrant.includes(setId)) continue;
    const mayGrant = before.mayGrant.filter((listed) => listed !== setId);
    effects.push({ object: 'permissionSet', id, before, after: { ...before, mayGrant } });
  }
  return effects;
}

/** What is wrong with a set by itself, whoever saves it. */
export function checkSet(
  setId: PermissionSetId,
  set: PermissionSetState,
  working: Working,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (set.name === '') refusals.push(refusal('set_name_missing', setId));
  for (const [otherId, other] of working.permissionSets()) {
    if (otherId !== setId && other.name.toLowerCase() === set.name.toLowerCase()) {
      refusals.push(refusal('set_name_taken', set.name, { setId: otherId }));
    }
  }
  for (const listed of set.mayGrant === '*' ? [] : set.mayGrant) {
    if (listed !== setId && working.permissionSet(listed) === null) {
      refusals.push(refusal('unknown_permission_set', listed));
    }
  }
  const { restrictions = {} } = working.store.compiled.model;
  for (const key of set.restrictions) {
    if (!Object.hasOwn(restrictions, key)) refusals.push(refusal('unknown_restriction', key));
  }
  for (const { code, permission, others } of working.store.compiled.graph.problems(
    set.permissions,
  )) {
    refusals.push(refusal(code, permission, others.length === 0 ? {} : { permissions: others }));
  }
  return refusals;
}

function sorted<Item extends string>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)].sort();
}
