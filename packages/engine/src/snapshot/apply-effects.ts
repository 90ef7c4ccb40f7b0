import type { Effect } from '../effects.ts';
import type { AccessModel } from '../model.ts';
import { compileModel } from './compiled-model.ts';
import type { Snapshot } from './snapshot.ts';
import { storeOf } from './snapshot-store.ts';
import { writeEffects } from './write-effects.ts';

/**
 * Brings a snapshot to the revision of a recorded change, in place; a change it already holds is passed over.
 * `model` is needed when the effects move the organization to another model version.
 */
export function applyEffects(
  snapshot: Snapshot,
  effects: readonly Effect[],
  revision: number,
  model?: AccessModel,
): void {
  const store = storeOf(snapshot);
  if (revision <= store.revision) return;
  if (revision !== store.revision + 1) {
    throw new Error(
      `Change ${revision} cannot follow revision ${store.revision}: changes are missing.`,
    );
  }
  if (model !== undefined) store.useModel(compileModel(model));
  else if (movesModel(effects)) {
    throw new Error(
      `Change ${revision} moves the organization to another model, which was not given.`,
    );
  }
  writeEffects(store, effects);
  store.revision = revision;
}

const movesModel = (effects: readonly Effect[]) =>
  effects.some(
    (effect) =>
      effect.object === 'organization' && effect.before?.modelHash !== effect.after?.modelHash,
  );
