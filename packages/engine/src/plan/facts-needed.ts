import type { FactsNeeded } from '../facts.ts';
import type { Operation } from '../operations.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** What must be read, under the organization's lock, before the operations can be planned. */
export declare function factsNeeded(
  operations: readonly Operation[],
  snapshot: Snapshot,
): FactsNeeded;
