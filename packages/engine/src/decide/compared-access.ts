import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { containsAll, namesOf, without } from '../snapshot/compiled-model.ts';
import { ordinalsBelow } from '../snapshot/entity-records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { GrantHolding } from '../state.ts';
import type { AskedHolding } from './asked-access.ts';
import { isRisky } from './is-risky.ts';
import { handsOut } from './management.ts';
import { liveGrants, type Other, visibleOthers } from './visible-others.ts';

/** What is asked for, beside what others hold. */
export type ComparedAccess =
  | {
      /** None of the people at these places holds it. */
      readonly kind: 'unusual_here';
      readonly holding: GrantHolding;
      readonly scopes: readonly Scope[];
      readonly people: number;
      /** A set that people there do hold and that has less, without some of what carries a risk. */
      readonly narrower: NarrowerSet | null;
    }
  | {
      /** None of those who hold it holds it so widely. */
      readonly kind: 'widest';
      readonly holding: GrantHolding;
      readonly scope: Scope;
      readonly people: number;
      /** Where it is held most widely today. */
      readonly widest: Scope;
    };

export interface NarrowerSet {
  readonly setId: PermissionSetId;
  /** How many of the people there hold it. */
  readonly people: number;
  /** What it does not have. */
  readonly less: readonly string[];
  /** Those of them that the model marks with a risk. */
  readonly risky: readonly string[];
}

export interface Comparison {
  readonly asker: MemberId;
  /** The person whose access it is to be, left out of the comparison; null for somebody new. */
  readonly member: MemberId | null;
  readonly now: Instant;
}

/** Fewer people are no custom to compare with. */
const fewest = 3;

/** Compares with those whom the asker may see; what the person holds already is not remarked on. */
export function comparedAccess(
  store: SnapshotStore,
  asked: readonly AskedHolding[],
  comparison: Comparison,
): ComparedAccess[] {
  const { asker, member, now } = comparison;
  const others = visibleOthers(store, asker, member, now);
  const held = member === null ? [] : liveGrants(store.member(member), now);
  return asked.flatMap((one) => {
    const places = one.places.filter(
      ({ ancestors }) =>
        !held.some(({ set, scope }) => ancestors.includes(scope) && gives(store, set, one.words)),
    );
    const fresh = { ...one, places };
    return [...unusualHere(store, fresh, others, comparison), ...widestYet(store, fresh, others)];
  });
}

function unusualHere(
  store: SnapshotStore,
  asked: AskedHolding,
  others: readonly Other[],
  comparison: Comparison,
): ComparedAccess[] {
  const { holding, words, places } = asked;
  const below = ordinalsBelow(
    store,
    places.map(({ ordinal }) => ordinal),
  );
  const colleagues = others.filter(({ grants }) => grants.some(({ scope }) => below.has(scope)));
  if (colleagues.length < fewest) return [];
  // What is held above a place is held there too.
  const reaching = new Set([...below, ...places.flatMap(({ ancestors }) => ancestors)]);
  const here = colleagues.map(({ grants }) =>
    grants.filter(({ scope }) => reaching.has(scope)).map(({ set }) => set),
  );
  if (here.some((sets) => sets.some((set) => gives(store, set, words)))) return [];
  return [
    {
      kind: 'unusual_here',
      holding,
      scopes: places.map(({ scope }) => scope),
      people: colleagues.length,
      narrower: narrowerSet(store, asked, here, comparison),
    },
  ];
}

/** The set most held here that the asker may hand out instead and that leaves out something risky. */
function narrowerSet(
  store: SnapshotStore,
  { words, places }: AskedHolding,
  here: readonly (readonly number[])[],
  { asker, now }: Comparison,
): NarrowerSet | null {
  const giver = store.member(asker);
  const entity = store.entityAt(places[0]?.ordinal ?? -1);
  if (giver === null || entity === null) return null;
  let best: NarrowerSet | null = null;
  for (const set of store.allSets()) {
    if (!containsAll(words, set.words)) continue;
    const people = here.filter((sets) => sets.includes(set.ordinal)).length;
    if (people <= (best?.people ?? 0) || !handsOut(store, giver, set.setId, entity, now)) continue;
    const less = namesOf(store.compiled, without(words, set.words));
    const risky = less.filter((name) => isRisky(store, name));
    if (risky.length > 0) best = { setId: set.setId, people, less, risky };
  }
  return best;
}

/** Only a set has a custom; permissions given directly differ from person to person. */
function widestYet(
  store: SnapshotStore,
  { holding, places }: AskedHolding,
  others: readonly Other[],
): ComparedAccess[] {
  const set = holding.setId === null ? null : store.set(holding.setId);
  if (set === null) return [];
  const scopes = others.map(({ grants }) =>
    grants.filter((grant) => grant.set === set.ordinal).map(({ scope }) => scope),
  );
  const people = scopes.filter((some) => some.length > 0).length;
  if (people < fewest) return [];
  const widthOf = (ordinal: number) => ordinalsBelow(store, [ordinal]).size;
  const held = widestOf(new Set(scopes.flat()), widthOf);
  const asked = widestOf(
    places.map(({ ordinal }) => ordinal),
    widthOf,
  );
  if (held === null || asked === null || asked.width <= held.width) return [];
  const scope = store.entityAt(asked.ordinal)?.id;
  const widest = store.entityAt(held.ordinal)?.id;
  if (scope === undefined || widest === undefined) return [];
  return [{ kind: 'widest', holding, scope, people, widest }];
}

function widestOf(ordinals: Iterable<number>, widthOf: (ordinal: number) => number) {
  let widest: { readonly ordinal: number; readonly width: number } | null = null;
  for (const ordinal of ordinals) {
    const width = widthOf(ordinal);
    if (width > (widest?.width ?? 0)) widest = { ordinal, width };
  }
  return widest;
}

const gives = (store: SnapshotStore, set: number, words: Uint32Array): boolean => {
  const held = store.setAt(set)?.words;
  return held !== undefined && containsAll(held, words);
};
