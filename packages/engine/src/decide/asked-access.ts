import type { Instant, PermissionSetId, Scope } from '../ids.ts';
import { closedWords } from '../snapshot/compiled-model.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { GrantHolding } from '../state.ts';

/** A grant that is being put together and that nobody holds yet. */
export type AskedGrant = GrantHolding & {
  readonly scope: Scope;
  readonly startsAt?: Instant | null | undefined;
  readonly endsAt?: Instant | null | undefined;
};

export interface AskedPlace {
  readonly scope: Scope;
  readonly ordinal: number;
  /** Itself first, the organization last. */
  readonly ancestors: readonly number[];
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
}

/** One set, or one bundle of direct permissions, with all the places where it is asked for. */
export interface AskedHolding {
  readonly holding: GrantHolding;
  readonly words: Uint32Array;
  readonly restrictions: readonly string[];
  readonly mayGrant: ReadonlySet<PermissionSetId> | '*';
  readonly places: readonly AskedPlace[];
}

/** What is asked for, by what it gives; sets and places that do not exist are left out. */
export function askedHoldings(
  store: SnapshotStore,
  grants: readonly AskedGrant[],
): readonly AskedHolding[] {
  const found = new Map<string, AskedHolding & { readonly places: AskedPlace[] }>();
  for (const grant of grants) {
    const entity = store.entity(grant.scope);
    if (entity === null) continue;
    const key = grant.setId ?? grant.permissions.join();
    const known = found.get(key) ?? resolved(store, grant);
    if (known === null) continue;
    found.set(key, known);
    known.places.push({
      scope: grant.scope,
      ordinal: entity.ordinal,
      ancestors: entity.ancestors,
      startsAt: grant.startsAt ?? null,
      endsAt: grant.endsAt ?? null,
    });
  }
  return [...found.values()];
}

function resolved(store: SnapshotStore, grant: AskedGrant) {
  if (grant.setId === null) {
    return {
      holding: { setId: null, permissions: grant.permissions },
      words: closedWords(store.compiled, grant.permissions),
      restrictions: [],
      mayGrant: new Set<PermissionSetId>(),
      places: [],
    };
  }
  const set = store.set(grant.setId);
  if (set === null) return null;
  const { words, restrictions, mayGrant } = set;
  const holding = { setId: grant.setId, permissions: null };
  return { holding, words, restrictions, mayGrant, places: [] };
}
