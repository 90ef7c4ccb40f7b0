import type { Effect } from '../effects.ts';
import type { Operation } from '../operations.ts';
import { compileModel } from '../snapshot/compiled-model.ts';
import { checkModelFits } from './check-model-fits.ts';
import { type Derivation, derived } from './derivation.ts';
import { moveGrants } from './move-grants.ts';
import { checkMovedSets, moveSets } from './move-sets.ts';
import { moveOrganization, movePlaces } from './move-switches.ts';
import type { Working } from './working.ts';

type ApplyModel = Extract<Operation, { type: 'model.apply' }>;

/**
 * Moves the organization to a model version: its standard sets become the model's, what it has made itself
 * goes by the new names and loses what the model no longer has, and its places must fit the model.
 */
export function deriveModel(operation: ApplyModel, working: Working): Derivation {
  const { model, modelHash } = operation;
  const idOfKey = new Map(Object.entries(operation.newSetIds));
  for (const [id, set] of working.permissionSets()) {
    if (set.modelKey !== null && set.kind !== 'custom') idOfKey.set(set.modelKey, id);
  }
  const sets = moveSets(model, idOfKey, working);
  const refusals = [...checkMovedSets(model, idOfKey, sets), ...checkModelFits(model, working)];
  return derived(refusals, () => {
    const before = working.organization;
    const isMoved = before.modelHash !== modelHash;
    const effects: Effect[] = isMoved
      ? [moveOrganization(working, model, modelHash), ...movePlaces(working, model)]
      : [];
    const grants = moveGrants(model, working);
    // Sets are compiled against the new model from here on, in this fork only.
    if (isMoved) working.store.useModel(compileModel(model));
    return [...effects, ...sets, ...grants];
  });
}
