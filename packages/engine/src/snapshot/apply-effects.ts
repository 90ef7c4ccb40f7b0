import type { Effect } from '../effects.ts';
import type { AccessModel } from '../model.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Brings a snapshot to the revision of a recorded change, in place.
 * `model` is needed when the effects move the organization to another model version.
 */
export declare function applyEffects(
  snapshot: Snapshot,
  effects: readonly Effect[],
  revision: number,
  model?: AccessModel,
): void;
