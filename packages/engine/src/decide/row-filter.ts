import { ordinalsBelow } from '../snapshot/entity-records.ts';
import { type EntityRecord, organizationOrdinal } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { type PlaceFilter, reachOfFilter } from './place-filter.ts';

/** Names of places of one type, sorted. */
export interface NamedPlaces {
  readonly type: string;
  readonly names: readonly string[];
}

/** A filter for the rows of a table that knows, of each row, its place and some of what that lies in. */
export interface RowFilter {
  /** The row names one of these; null: any row. */
  readonly within: readonly NamedPlaces[] | null;
  /** And it names none of these. */
  readonly except: readonly NamedPlaces[];
}

export interface RowNames {
  /** The entity types that rows name a place of, one place each. */
  readonly types: readonly string[];
  /** How they name it. Codes come in small letters, as they are compared. */
  readonly by: 'id' | 'code';
}

/**
 * The filter in the names that rows have: exact for whichever of these types is a row's own place. A higher place
 * that rows name stands for what lies in it; what is excepted is named by every type, so that a row which names
 * too little is left out rather than shown.
 */
export function rowFilter(
  snapshot: Snapshot,
  filter: PlaceFilter,
  { types, by }: RowNames,
): RowFilter {
  const store = storeOf(snapshot);
  const { under, except } = reachOfFilter(store, filter);
  const everywhere = under.has(organizationOrdinal);
  const reached = everywhere && except.size === 0 ? under : ordinalsBelow(store, under);
  const excepted = [...ordinalsBelow(store, except)].filter((ordinal) => reached.has(ordinal));
  return {
    within: everywhere ? null : named(store, telling(store, reached, types), { types, by }),
    except: named(store, excepted, { types, by }),
  };
}

/** Those of the places that a row has to name itself, for it may name nothing higher that brings it in. */
function telling(
  store: SnapshotStore,
  reached: ReadonlySet<number>,
  types: readonly string[],
): number[] {
  const known = new Map<number, boolean>();
  const isTelling = ({ ordinal, type, ancestors }: EntityRecord): boolean => {
    const answer = known.get(ordinal);
    if (answer !== undefined) return answer;
    const above = ancestors.flatMap((each) =>
      each === ordinal ? [] : (store.entityAt(each) ?? []),
    );
    const isBrought = types.some((higher) => {
      if (higher === type) return false;
      const [only, ...others] = above.filter((entity) => entity.type === higher);
      // Of a place that lies in two of a type nobody knows which of them its rows name.
      if (only === undefined || others.length > 0) return false;
      return reached.has(only.ordinal) && isTelling(only);
    });
    const tells = types.includes(type) && !isBrought;
    known.set(ordinal, tells);
    return tells;
  };
  return [...reached].filter((ordinal) => {
    const entity = store.entityAt(ordinal);
    return entity !== null && isTelling(entity);
  });
}

function named(
  store: SnapshotStore,
  ordinals: readonly number[],
  { types, by }: RowNames,
): NamedPlaces[] {
  const namesOf = new Map<string, Set<string>>(types.map((type) => [type, new Set()]));
  for (const ordinal of ordinals) {
    const entity = store.entityAt(ordinal);
    const names = entity && namesOf.get(entity.type);
    if (!names) continue;
    if (by === 'id') names.add(entity.id);
    else for (const code of smallLetters(entity.code)) names.add(code);
  }
  return [...namesOf].flatMap(([type, names]) =>
    names.size === 0 ? [] : [{ type, names: [...names].sort() }],
  );
}

/** A database in the C locale makes only A to Z small. */
const smallLetters = (code: string) => [
  code.toLowerCase(),
  code.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
];
