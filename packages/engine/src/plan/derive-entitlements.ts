import { isEntityId } from '../ids.ts';
import type { Operation } from '../operations.ts';
import { type Derivation, derived, type Refusal, refusal, refused } from './derivation.ts';
import type { Working } from './working.ts';

/** Exactly these switchable modules are off at the place afterwards; grants stay as they are and count again later. */
export function deriveEntitlements(
  { scope, modulesOff: wanted }: Extract<Operation, { type: 'entitlements.set' }>,
  working: Working,
): Derivation {
  const modulesOff = [...new Set(wanted)].sort();
  const refusals = checkSwitchable(modulesOff, working);
  if (scope === working.organizationId) {
    const before = working.organization;
    return derived(refusals, () => [
      {
        object: 'organization',
        id: working.organizationId,
        before,
        after: { ...before, modulesOff },
      },
    ]);
  }
  const before = isEntityId(scope) ? working.entity(scope) : null;
  if (!isEntityId(scope) || before === null) return refused('unknown_place', scope);
  return derived(refusals, () => [
    { object: 'entity', id: scope, before, after: { ...before, modulesOff } },
  ]);
}

function checkSwitchable(modulesOff: readonly string[], working: Working): Refusal[] {
  const { modules } = working.store.compiled.model;
  return modulesOff
    .filter((key) => !Object.hasOwn(modules, key) || modules[key]?.switchable === undefined)
    .map((key) => refusal('module_not_switchable', key));
}
