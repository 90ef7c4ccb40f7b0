import type { NamedPlaces } from '@latchkey/engine';
import type { AnyColumn, SQL, sql as sqlOfDrizzle } from 'drizzle-orm';
import { type PlaceNames, type Places, rowsOf } from './rows-of.ts';

/** The rows whose place is one of these: `where(placeCondition(sql, places, { store: orders.storeId }))`, with the `sql` of `drizzle-orm`. */
export function placeCondition(
  sql: typeof sqlOfDrizzle,
  places: Places,
  columns: Readonly<Record<string, AnyColumn>>,
  names: PlaceNames = {},
): SQL<boolean> {
  const { within, except } = rowsOf(places, Object.keys(columns), names);
  const isOneOf = ({ type, names: wanted }: NamedPlaces) => {
    const compared = names.by === 'code' ? sql`lower(${columns[type]})` : sql`${columns[type]}`;
    return sql`${compared} = any(${sql.param(wanted)}::text[])`;
  };
  if (within?.length === 0) return sql<boolean>`false`;
  const conditions = except.map((places) => sql`(${isOneOf(places)}) is not true`);
  if (within !== null) conditions.unshift(sql`(${sql.join(within.map(isOneOf), sql` or `)})`);
  if (conditions.length === 0) return sql<boolean>`true`;
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
