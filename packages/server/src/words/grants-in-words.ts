import type { Instant, PermissionSetId, Scope, SentenceGrant, Snapshot } from '@latchkey/engine';
import { placeWords } from './place-words.ts';
import type { Names } from './read-names.ts';

interface SaidGrant {
  readonly setId: PermissionSetId;
  readonly scope: Scope;
  readonly endsAt?: Instant | null | undefined;
}

/** Grants as a sentence says them: those of one place and one end together. */
export function grantsInWords(
  snapshot: Snapshot,
  names: Names,
  grants: readonly SaidGrant[],
): SentenceGrant[] {
  const groups = new Map<string, { scope: Scope; endsAt: Instant | null; setNames: string[] }>();
  for (const { setId, scope, endsAt = null } of grants) {
    const key = `${scope} ${endsAt}`;
    const group = groups.get(key) ?? { scope, endsAt, setNames: [] };
    const name = names.sets.get(setId);
    if (name !== undefined && !group.setNames.includes(name)) group.setNames.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ scope, endsAt, setNames }) => {
    const place = placeWords(snapshot, scope, names.places.get(scope));
    return {
      setNames,
      placeLabel: place.label,
      placeTotal: place.total,
      includesNew: place.includesNew,
      endsAt,
    };
  });
}
