import type { Effect, OrganizationId, Snapshot } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { holdingWords } from '../../words/holding-words.ts';
import { placeWords } from '../../words/place-words.ts';
import { readNames } from '../../words/read-names.ts';

/** What each object of a change is called: a person by name, a grant by its set and place. */
export async function objectLabels(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  effects: readonly Effect[],
): Promise<(effect: Effect) => string> {
  const grants = effects.flatMap((effect) =>
    effect.object === 'grant'
      ? [effect.after ?? effect.before].filter((state) => state !== null)
      : [],
  );
  const names = await readNames(transaction, organizationId, {
    sets: grants.map(({ setId }) => setId),
    places: grants.map(({ scope }) => scope),
  });

  return (effect) => {
    switch (effect.object) {
      case 'member': {
        const state = effect.after ?? effect.before;
        return state?.name || state?.address || 'Somebody who was erased';
      }
      case 'invitation':
        return (effect.after ?? effect.before)?.address ?? 'Somebody who was erased';
      case 'grant': {
        const state = effect.after ?? effect.before;
        if (!state) return effect.id;
        const { label } = placeWords(snapshot, state.scope, names.places.get(state.scope));
        return `${holdingWords(snapshot, names, state)} at ${label}`;
      }
      case 'entity': {
        const state = effect.after ?? effect.before;
        return state ? `${state.name} (${state.code})` : effect.id;
      }
      case 'organization':
      case 'permissionSet':
      case 'key':
        return (effect.after ?? effect.before)?.name ?? effect.id;
    }
  };
}
