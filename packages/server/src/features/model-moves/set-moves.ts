import {
  type AccessModel,
  type Effect,
  movePermissions,
  type PermissionSetId,
  type PermissionSetState,
} from '@latchkey/engine';
import { type LossReason, permissionNames, type SetMove } from './model-move.ts';

/** What happens to each set that a move touches, its permissions by their new names. */
export function setMoves(
  effects: readonly Effect[],
  model: AccessModel,
  holders: ReadonlyMap<PermissionSetId, number>,
): SetMove[] {
  return effects
    .flatMap((effect) => {
      if (effect.object !== 'permissionSet') return [];
      const { id, before, after } = effect;
      const shown = after ?? before;
      if (shown === null) return [];
      return [
        {
          name: shown.name,
          formerName: before !== null && before.name !== shown.name ? before.name : null,
          kind: shown.kind,
          what: whatHappens(before, after),
          gains: gains(before, after, model),
          loses: losses(before, after, model),
          losesRestrictions: (before?.restrictions ?? []).filter(
            (key) => after !== null && !after.restrictions.includes(key),
          ),
          holders: holders.get(id) ?? 0,
        },
      ];
    })
    .sort((left, right) => left.name.localeCompare(right.name, 'en'));
}

function whatHappens(
  before: PermissionSetState | null,
  after: PermissionSetState | null,
): SetMove['what'] {
  if (before === null) return 'new';
  if (after === null) return 'gone';
  return before.kind !== 'custom' && after.kind === 'custom' ? 'kept' : 'changed';
}

/** What was held, by the names of now. */
const named = (before: PermissionSetState | null, { renamed = {} }: AccessModel): string[] =>
  (before?.permissions ?? []).flatMap((name) => renamed[name] ?? [name]);

function gains(
  before: PermissionSetState | null,
  after: PermissionSetState | null,
  model: AccessModel,
): string[] {
  const held = new Set(named(before, model));
  return (after?.permissions ?? []).filter((name) => !held.has(name));
}

function losses(
  before: PermissionSetState | null,
  after: PermissionSetState | null,
  model: AccessModel,
): { permission: string; because: LossReason }[] {
  if (after === null) return [];
  const known = permissionNames(model);
  const { unmet } = movePermissions(before?.permissions ?? [], model);
  const kept = new Set(after.permissions);
  return [...new Set(named(before, model))]
    .filter((name) => !kept.has(name))
    .sort()
    .flatMap((permission): { permission: string; because: LossReason }[] => {
      if (!known.has(permission)) return [{ permission, because: 'removed' }];
      const needs = unmet.find((loss) => loss.permission === permission)?.needed;
      if (needs !== undefined && after.kind !== 'standard')
        return [{ permission, because: { needs } }];
      return after.kind === 'standard' ? [{ permission, because: 'taken_out' }] : [];
    });
}
