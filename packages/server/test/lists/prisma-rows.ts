/** A condition of Prisma as it arrives at its engine: JSON. */
type Json = null | string | Json[] | { readonly [key: string]: Json };

/** What Prisma generates for an order of a store, as far as texts and relations go. */
export interface OrderWhere {
  AND?: OrderWhere | OrderWhere[];
  OR?: OrderWhere[];
  NOT?: OrderWhere | OrderWhere[];
  storeId?: TextFilter | string | null;
  store?: StoreRelation | StoreWhere;
}

interface StoreRelation {
  is?: StoreWhere;
  isNot?: StoreWhere;
}

interface StoreWhere {
  AND?: StoreWhere | StoreWhere[];
  OR?: StoreWhere[];
  NOT?: StoreWhere | StoreWhere[];
  zoneId?: TextFilter | string | null;
}

interface TextFilter {
  equals?: string;
  in?: string[];
  notIn?: string[];
  mode?: 'default' | 'insensitive';
  not?: TextFilter | string;
}

/** True, false, or null: unknown, as in SQL. */
type Truth = boolean | null;

/**
 * Whether Prisma would find the row, for what its documentation says of `AND`, `OR`, `NOT`, `in` and `mode`: every
 * one, one at least (none of no list), not, one of these, whatever the case. Another word is refused.
 */
export function prismaFinder(where: OrderWhere): (row: Json) => boolean {
  const sent: Json = JSON.parse(JSON.stringify(where));
  return (row) => holds(sent, row) === true;
}

function holds(where: Json, row: Json): Truth {
  return every(Object.entries(asObject(where)).map(([key, wanted]) => term(key, wanted, row)));
}

function term(key: string, wanted: Json, row: Json): Truth {
  if (key === 'AND') return every(asList(wanted).map((each) => holds(each, row)));
  if (key === 'OR') return not(every(asList(wanted).map((each) => not(holds(each, row)))));
  if (key === 'NOT') return not(holds(wanted, row));
  if (row === null) return null;
  const record = asObject(row);
  if (!Object.hasOwn(record, key)) throw new Error(`There is no field ${key}.`);
  const field = record[key] ?? null;
  const { in: names, mode, ...others } = asObject(wanted);
  // A related record, described by conditions of its own.
  if (names === undefined) return holds(wanted, field);
  if (Object.keys(others).length > 0)
    throw new Error(`Prisma does not know ${Object.keys(others)}.`);
  if (typeof field !== 'string') return null;
  const folded = (text: Json) => (mode === 'insensitive' ? String(text).toLowerCase() : text);
  return asList(names).some((name) => folded(name) === folded(field));
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

function asList(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  throw new Error('This is no list.');
}

function asObject(value: Json): { readonly [key: string]: Json } {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  throw new Error('This is no object.');
}
