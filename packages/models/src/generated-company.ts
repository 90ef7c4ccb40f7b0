import { asciiName, cityName, personName, streetNames } from './invented-names.ts';
import { type Random, seededRandom } from './random.ts';

export interface GeneratedCompany {
  /** Places file: code, name, concept, zone, city, phone. */
  readonly placesCsv: string;
  /** People file with the dirt of real files. */
  readonly peopleCsv: string;
  readonly expected: {
    readonly places: {
      readonly rows: number;
      readonly stores: number;
      readonly concepts: number;
      readonly zones: number;
    };
    readonly people: {
      readonly rows: number;
      /** Rows that become invitations. */
      readonly good: number;
      /** Rows that cannot be applied, by what is wrong with them. */
      readonly errors: {
        readonly unknownPlace: number;
        readonly unknownSet: number;
        readonly badAddress: number;
        readonly endsInPast: number;
        /** The address of an earlier row, with other access. */
        readonly conflictingRow: number;
      };
      /** Rows that repeat an earlier row word for word. */
      readonly duplicates: number;
    };
  };
}

const concepts = [
  { code: 'HB', name: 'Hearth & Basket' },
  { code: 'TR', name: 'Tiller, Rowe and Sons' },
] as const;
const mostZones = 40;
const setNames = [
  'Store operations',
  'Member care agent',
  'Campaign editor',
  'Campaign publisher',
  'Reports viewer',
] as const;

/** A company with its files, the same for the same numbers: for tests and benches. */
export function generatedCompany(options: {
  readonly stores: number;
  readonly people: number;
  readonly seed: number;
}): GeneratedCompany {
  const random = seededRandom(options.seed);
  const stores = Array.from({ length: options.stores }, (_, index) => makeStore(index, random));
  const rows = peopleRows(options.people, stores, random);
  const count = (kind: RowKind) => rows.filter((row) => row.kind === kind).length;
  return {
    placesCsv: csv([
      ['code', 'name', 'concept', 'zone', 'city', 'phone'],
      ...stores.map(({ code, name, concept, zone, city, phone }) => [
        code,
        name,
        concept,
        zone,
        city,
        phone,
      ]),
    ]),
    // Spreadsheets write a byte order mark, and people leave an empty line at the end.
    peopleCsv: `\uFEFF${csv([
      [
        'E-Mail Address',
        'full name',
        'MOBILE',
        'Type ',
        'Permission Sets',
        'Places',
        'Department',
        'access ends',
      ],
      ...rows.map(({ cells }) => cells),
    ])}\r\n`,
    expected: {
      places: {
        rows: stores.length,
        stores: stores.length,
        concepts: new Set(stores.map(({ concept }) => concept)).size,
        zones: new Set(stores.map(({ zone }) => zone)).size,
      },
      people: {
        rows: rows.length,
        good: count('good'),
        errors: {
          unknownPlace: count('unknownPlace'),
          unknownSet: count('unknownSet'),
          badAddress: count('badAddress'),
          endsInPast: count('endsInPast'),
          conflictingRow: count('conflictingRow'),
        },
        duplicates: count('duplicate'),
      },
    },
  };
}

interface Store {
  readonly code: string;
  readonly name: string;
  readonly concept: string;
  readonly zone: string;
  readonly city: string;
  readonly phone: string;
}

function makeStore(index: number, random: Random): Store {
  const concept = concepts[index % 3 === 0 ? 1 : 0];
  const zone = index % mostZones;
  const city = cityName(zone * 4 + random.below(4));
  return {
    code: `${concept.code}-${10_001 + index}`,
    name: `${city}, ${random.pick(streetNames())} ${1 + (index % 97)}`,
    concept: concept.name,
    zone: `${cityName(zone * 4)} area`,
    city,
    phone: `+44 20 7946 ${String(index % 10_000).padStart(4, '0')}`,
  };
}

type RowKind =
  | 'good'
  | 'duplicate'
  | 'conflictingRow'
  | 'unknownPlace'
  | 'unknownSet'
  | 'badAddress'
  | 'endsInPast';

interface PeopleRow {
  readonly kind: RowKind;
  readonly cells: readonly string[];
}

/** Every 250 rows hold one of each mistake, so that small files have them too. */
const kindAt: ReadonlyMap<number, RowKind> = new Map([
  [17, 'unknownPlace'],
  [61, 'unknownSet'],
  [113, 'badAddress'],
  [177, 'endsInPast'],
  [203, 'duplicate'],
  [229, 'conflictingRow'],
]);
const mistakesRepeat = 250;
const ownersRepeat = 100;

function peopleRows(count: number, stores: readonly Store[], random: Random): PeopleRow[] {
  const rows: PeopleRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const kind = kindAt.get(index % mistakesRepeat) ?? 'good';
    const previous = rows.at(-1)?.cells;
    rows.push({
      kind,
      cells:
        previous !== undefined && (kind === 'duplicate' || kind === 'conflictingRow')
          ? repeated(previous, kind)
          : personCells(index, kind, stores, random),
    });
  }
  return rows;
}

/** The same person again: shouted, or with other access. */
function repeated(previous: readonly string[], kind: RowKind): readonly string[] {
  return previous.map((cell, column) => {
    if (column === 0) return cell.toUpperCase();
    if (column === 4 && kind === 'conflictingRow') {
      return cell.trim().toLowerCase() === 'store operations'
        ? 'Reports viewer'
        : 'Store operations';
    }
    return cell;
  });
}

function personCells(
  index: number,
  kind: RowKind,
  stores: readonly Store[],
  random: Random,
): readonly string[] {
  const { first, last } = personName(index);
  const local = `${asciiName(first)}.${asciiName(last)}.${index}`;
  const isOwner = index % ownersRepeat === ownersRepeat / 2;
  const sets = isOwner ? [] : differing(1 + random.below(2), () => random.pick(setNames));
  const places = isOwner ? [] : somePlaces(stores, random);
  if (kind === 'unknownSet') sets[0] = 'Campain editr';
  if (kind === 'unknownPlace') places[0] = 'store:HB-99999999';
  const end =
    kind === 'endsInPast' ? '2019-06-30 18:00' : index % 40 === 7 ? '2039-12-31T18:00:00Z' : '';
  return [
    kind === 'badAddress'
      ? `${local} at hearthgroup.example`
      : withBlanks(`${local}@hearthgroup.example`, index),
    `${first} ${last}`,
    index % 5 === 0 ? '' : `+44 20 7946 ${String(index % 10_000).padStart(4, '0')}`,
    isOwner ? 'Owner' : index % 3 === 0 ? 'member' : 'Member ',
    sets.map((name) => (index % 11 === 0 ? name.toUpperCase() : name)).join(index % 2 ? ';' : '; '),
    places.join(index % 7 === 0 ? ' ; ' : ';'),
    random.pick(['Retail', 'Head office', '']),
    end,
  ];
}

function somePlaces(stores: readonly Store[], random: Random): string[] {
  const kind = random.below(20);
  if (kind === 0) return ['organization'];
  if (kind === 1) return [`concept:${random.pick(concepts).name}`];
  if (kind < 5) return [`zone:${random.pick(stores).zone}`];
  return differing(1 + random.below(3), () => {
    const { code } = random.pick(stores);
    return kind < 8 ? `Store:${code.toLowerCase()}` : `store:${code}`;
  });
}

function differing(count: number, make: () => string): string[] {
  const made = new Set<string>();
  for (let tries = 0; made.size < count && tries < count * 10; tries += 1) made.add(make());
  return [...made];
}

const withBlanks = (cell: string, index: number) => (index % 13 === 0 ? ` ${cell}  ` : cell);

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
