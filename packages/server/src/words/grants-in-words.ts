import type { GrantHolding, Instant, Scope, SentenceGrant, Snapshot } from '@latchkey/engine';
import { holdingActs } from './holding-words.ts';
import { placeWords } from './place-words.ts';
import type { Names } from './read-names.ts';

type SaidGrant = GrantHolding & {
  readonly scope: Scope;
  readonly endsAt?: Instant | null | undefined;
};

/** Grants as a sentence says them: those of one place and one end together. */
export function grantsInWords(
  snapshot: Snapshot,
  names: Names,
  grants: readonly SaidGrant[],
): SentenceGrant[] {
  const groups = new Map<
    string,
    { scope: Scope; endsAt: Instant | null; setNames: string[]; acts: string[] }
  >();
  for (const grant of grants) {
    const { setId, scope, endsAt = null } = grant;
    const key = `${scope} ${endsAt}`;
    const group = groups.get(key) ?? { scope, endsAt, setNames: [], acts: [] };
    const name = setId === null ? undefined : names.sets.get(setId);
    if (name !== undefined && !group.setNames.includes(name)) group.setNames.push(name);
    for (const act of holdingActs(snapshot, grant)) {
      if (!group.acts.includes(act)) group.acts.push(act);
    }
    groups.set(key, group);
  }
  return [...groups.values()].map(({ scope, endsAt, setNames, acts }) => {
    const place = placeWords(snapshot, scope, names.places.get(scope));
    return {
      setNames,
      acts,
      placeLabel: place.label,
      placeTotal: place.total,
      includesNew: place.includesNew,
      endsAt,
    };
  });
}
