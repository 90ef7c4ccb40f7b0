import type { NamedPlaces } from '@latchkey/engine';
import type { Expression, ExpressionBuilder, SqlBool, StringReference } from 'kysely';
import { columnParts } from './column-parts.ts';
import { type PlaceNames, type Places, rowsOf } from './rows-of.ts';

/** The rows whose place is one of these: `where((eb) => placeCondition(eb, places, { store: 'orders.store_id' }))`. */
export function placeCondition<DB, TB extends keyof DB>(
  eb: ExpressionBuilder<DB, TB>,
  places: Places,
  columns: Readonly<Record<string, StringReference<DB, TB>>>,
  names: PlaceNames = {},
): Expression<SqlBool> {
  const { within, except } = rowsOf(places, Object.keys(columns), names);
  const isOneOf = ({ type, names: wanted }: NamedPlaces) => {
    const column = columns[type];
    if (column === undefined) throw new TypeError(`\`${type}\` has no column.`);
    columnParts(column);
    const compared = names.by === 'code' ? eb.fn<string>('lower', [column]) : eb.ref(column);
    return eb(compared, '=', eb.fn.any(eb.val(wanted)));
  };
  return eb.and([
    ...(within === null ? [] : [eb.or(within.map(isOneOf))]),
    ...except.map((places) => eb(eb.parens(isOneOf(places)), 'is not', true)),
  ]);
}
