import type { Scope } from '../ids.ts';
import { containsAll } from '../snapshot/compiled-model.ts';
import type { GrantHolding } from '../state.ts';
import type { AskedHolding, AskedPlace } from './asked-access.ts';
import { carriesAll } from './management.ts';

/** Part of what is asked for comes with another part already. */
export type IncludedAccess =
  | {
      /** The same holding is asked for at a place above. */
      readonly kind: 'included_place';
      readonly holding: GrantHolding;
      readonly scopes: readonly Scope[];
      readonly within: Scope;
    }
  | {
      /** Another holding has everything that this one has. */
      readonly kind: 'included_holding';
      readonly holding: GrantHolding;
      readonly within: GrantHolding;
      /** At how many of its places; all of them: it adds nothing. */
      readonly scopes: readonly Scope[];
      readonly of: number;
    };

/** What could be left away without anybody noticing. */
export function includedAccess(asked: readonly AskedHolding[]): IncludedAccess[] {
  return [...asked.flatMap(includedPlaces), ...includedHoldings(asked)];
}

function includedPlaces({ holding, places }: AskedHolding): IncludedAccess[] {
  const byOrdinal = placesByOrdinal(places);
  const included = new Map<number, { within: Scope; scopes: Scope[] }>();
  for (const place of places) {
    const above = place.ancestors
      .slice(1)
      .flatMap((ordinal) => byOrdinal.get(ordinal) ?? [])
      .find((other) => lasts(other, place));
    if (above === undefined) continue;
    const known = included.get(above.ordinal) ?? { within: above.scope, scopes: [] };
    known.scopes.push(place.scope);
    included.set(above.ordinal, known);
  }
  return [...included.values()].map(({ within, scopes }) => ({
    kind: 'included_place',
    holding,
    scopes,
    within,
  }));
}

function includedHoldings(asked: readonly AskedHolding[]): IncludedAccess[] {
  return asked.flatMap((narrow, at): IncludedAccess[] => {
    for (const [other, wide] of asked.entries()) {
      if (other === at || !hasAllOf(wide, narrow)) continue;
      // Of two that are the same, the later one is the one too many.
      if (hasAllOf(narrow, wide) && at < other) continue;
      const byOrdinal = placesByOrdinal(wide.places);
      const scopes = narrow.places
        .filter((place) =>
          place.ancestors.some((ordinal) =>
            byOrdinal.get(ordinal)?.some((above) => lasts(above, place)),
          ),
        )
        .map(({ scope }) => scope);
      if (scopes.length === 0) continue;
      return [
        {
          kind: 'included_holding',
          holding: narrow.holding,
          within: wide.holding,
          scopes,
          of: narrow.places.length,
        },
      ];
    }
    return [];
  });
}

/** A set that restricts, or lets hand out more, does more than its permissions say. */
const hasAllOf = (wide: AskedHolding, narrow: AskedHolding): boolean =>
  containsAll(wide.words, narrow.words) &&
  carriesAll(wide, new Set(narrow.restrictions)) &&
  handsOutAllOf(wide.mayGrant, narrow.mayGrant);

function handsOutAllOf(wide: AskedHolding['mayGrant'], narrow: AskedHolding['mayGrant']): boolean {
  if (wide === '*') return true;
  return narrow !== '*' && [...narrow].every((setId) => wide.has(setId));
}

/** Whether one grant counts for as long as another: from its start, up to its end. */
const lasts = (wide: AskedPlace, narrow: AskedPlace): boolean =>
  (wide.startsAt === null || (narrow.startsAt !== null && wide.startsAt <= narrow.startsAt)) &&
  (wide.endsAt === null || (narrow.endsAt !== null && narrow.endsAt <= wide.endsAt));

const placesByOrdinal = (places: readonly AskedPlace[]) =>
  Map.groupBy(places, ({ ordinal }) => ordinal);
