import type { NamedPlaces } from '@latchkey/engine';
import { columnParts } from './column-parts.ts';
import { type PlaceNames, type Places, rowsOf } from './rows-of.ts';

/** The column that names a row's place, for each entity type that has one. */
export type PlaceColumns = Readonly<Record<string, string>>;

/** A piece of PostgreSQL for a `where`, and its parameters. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly (readonly string[])[];
}

export interface SqlOptions extends PlaceNames {
  /** The number of the first parameter, where the statement has others before. Default: 1. */
  readonly firstParameter?: number;
}

/**
 * The rows whose place is one of these, as a condition with one array parameter for each column. It says nothing of
 * whose rows they are: a table of several organizations needs its own condition for that.
 */
export function placeCondition(
  places: Places,
  columns: PlaceColumns,
  { firstParameter = 1, ...names }: SqlOptions = {},
): SqlCondition {
  const quoted = new Map(
    Object.entries(columns).map(([type, column]) => [type, quote(columnParts(column))]),
  );
  const { within, except } = rowsOf(places, [...quoted.keys()], names);
  const values: (readonly string[])[] = [];
  const isOneOf = ({ type, names: wanted }: NamedPlaces) => {
    values.push(wanted);
    const column = quoted.get(type);
    const compared = names.by === 'code' ? `lower(${column})` : column;
    return `${compared} = any($${firstParameter + values.length - 1}::text[])`;
  };
  if (within?.length === 0) return { text: 'false', values };
  const conditions = within === null ? [] : [`(${within.map(isOneOf).join(' or ')})`];
  // A column without a name is not among the excepted ones.
  for (const places of except) conditions.push(`(${isOneOf(places)}) is not true`);
  return { text: conditions.length === 0 ? 'true' : conditions.join(' and '), values };
}

const quote = (parts: readonly string[]) => parts.map((part) => `"${part}"`).join('.');
