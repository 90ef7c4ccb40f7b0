import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { type AskedGrant, askedHoldings } from './asked-access.ts';
import { type ComparedAccess, type Comparison, comparedAccess } from './compared-access.ts';
import { type IncludedAccess, includedAccess } from './included-access.ts';
import { type WidestSet, widestSet } from './widest-set.ts';

export type WiderAccess = IncludedAccess | ComparedAccess | WidestSet;

/** Where access that is being put together is wider than it may need to be: facts only, never a refusal. */
export function widerAccess(
  snapshot: Snapshot,
  grants: readonly AskedGrant[],
  comparison: Comparison,
): WiderAccess[] {
  const store = storeOf(snapshot);
  const asked = askedHoldings(store, grants);
  return [
    ...includedAccess(asked),
    ...comparedAccess(store, asked, comparison),
    ...widestSet(store, asked),
  ];
}
