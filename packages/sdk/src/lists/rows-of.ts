import {
  type PlaceFilter,
  type RowFilter,
  rowFilter,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';

/** The places where somebody may do something, in the snapshot that says so. */
export interface Places {
  readonly snapshot: Snapshot;
  readonly filter: PlaceFilter;
}

/** How the rows of a table name places. */
export interface PlaceNames {
  /** What the columns hold: ids (`ent_…`), or codes in whichever case. Default: ids. */
  readonly by?: 'id' | 'code';
}

/** The filter for rows that name a place of each of these types. */
export function rowsOf(
  { snapshot, filter }: Places,
  types: readonly string[],
  { by = 'id' }: PlaceNames,
): RowFilter {
  const { entityTypes } = snapshotModel(snapshot);
  const unknown = types.find((type) => !Object.hasOwn(entityTypes, type));
  if (unknown !== undefined) {
    throw new TypeError(`\`${unknown}\` is no entity type of the access model.`);
  }
  if (types.length === 0) throw new TypeError('Name a column for one entity type at least.');
  return rowFilter(snapshot, filter, { types, by });
}
