import { containsAll, namesOf } from '../snapshot/compiled-model.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { GrantHolding } from '../state.ts';
import type { AskedHolding } from './asked-access.ts';
import { isRisky } from './is-risky.ts';

/** Where everybody holds one set: it has all that any other has, and more. */
export interface WidestSet {
  readonly kind: 'widest_set';
  readonly holding: GrantHolding;
  /** How many others there are to choose. */
  readonly others: number;
  /** How many permissions it holds. */
  readonly permissions: number;
  /** Those of them that the model marks with a risk. */
  readonly risky: readonly string[];
}

/** Without places to narrow, the set itself is what can be too wide. */
export function widestSet(store: SnapshotStore, asked: readonly AskedHolding[]): WidestSet[] {
  if (store.compiled.model.assignment !== 'one_set') return [];
  return asked.flatMap(({ holding, words }): WidestSet[] => {
    const others = [...store.allSets()].filter(({ setId }) => setId !== holding.setId);
    const widest = others.every(
      (other) => containsAll(words, other.words) && !containsAll(other.words, words),
    );
    if (others.length === 0 || !widest) return [];
    const names = namesOf(store.compiled, words);
    return [
      {
        kind: 'widest_set',
        holding,
        others: others.length,
        permissions: names.length,
        risky: names.filter((name) => isRisky(store, name)),
      },
    ];
  });
}
