import type { ImportMode } from '@latchkey/contract';
import type { Role, SignInMethod } from '@latchkey/engine';
import type { AccessKind } from '../../../words/access-kind.ts';
import type { PeopleField } from '../columns/people-fields.ts';
import { holdingKey, type NamedHolding } from '../values/holding-index.ts';
import {
  type AccessEnd,
  type NamedScope,
  type PersonReading,
  readEmail,
  readEnd,
  readEtag,
  readHoldings,
  readMethodCell,
  readModeCell,
  readName,
  readPhoneCell,
  readPlaces,
  readRoleCell,
  type Said,
} from './person-cells.ts';
import type { StoredIssue } from './planned-row.ts';
import { tooManyCells } from './row-issues.ts';
import type { SourceRow } from './row-reader.ts';

/** A row of a file of people as far as its own cells tell, whoever it is about. */
export interface ReadPerson {
  readonly rowNumber: number;
  readonly address: string | null;
  readonly mode: ImportMode;
  /** The revision of the person when the row was exported; null: it was not. */
  readonly etag: number | null;
  readonly name: Said<string>;
  /** The name that stands beside the address, as in `Hana Kim <hana@shop.example>`. */
  readonly addressName: string;
  readonly phone: Said<string>;
  readonly role: Role | null;
  readonly access: AccessKind;
  /** Sets, or permissions where the model gives those directly. */
  readonly holdings: readonly NamedHolding[];
  readonly scopes: readonly NamedScope[];
  readonly signInMethod: SignInMethod | null;
  readonly accessEnd: Said<AccessEnd>;
  readonly issues: readonly StoredIssue[];
}

export function readPerson(row: SourceRow, reading: PersonReading): ReadPerson {
  const issues: StoredIssue[] = [];
  const wide = tooManyCells(row, reading.reader.width);
  if (wide) issues.push(wide);
  const cell = (field: PeopleField) => reading.reader.value(row, field);

  const email = readEmail(cell('email'), issues);
  const holdings = readHoldings(cell(reading.access.field), reading, issues);
  return {
    rowNumber: row.rowNumber,
    address: email?.address ?? null,
    addressName: email?.name ?? '',
    mode: readModeCell(cell('mode'), reading.mode, issues),
    etag: readEtag(cell('etag')),
    name: readName(cell('name'), issues),
    phone: readPhoneCell(cell('phone'), issues),
    role: readRoleCell(cell('type'), reading, issues),
    access: reading.access,
    holdings,
    // Where everybody has one set, it is held in the whole organization.
    scopes:
      reading.access.assignment === 'one_set'
        ? holdings.length > 0
          ? [reading.wholeOrganization]
          : []
        : readPlaces(cell('places'), reading, issues),
    signInMethod: readMethodCell(cell('signInMethod'), issues),
    accessEnd: readEnd(cell('accessEnds'), issues),
    issues,
  };
}

/** What two rows about one person must have in common to say the same. */
export const contentOf = (person: ReadPerson) =>
  JSON.stringify([
    person.mode,
    nameOf(person),
    person.phone,
    person.role,
    person.holdings.map(holdingKey).sort(),
    person.scopes.map(({ scope }) => scope).sort(),
    person.signInMethod,
    person.accessEnd,
  ]);

/** The name that the row gives; one beside the address counts where the cell is empty. */
export function nameOf({ name, addressName }: ReadPerson): string {
  if (typeof name === 'object') return name.value;
  return name === 'nothing' ? addressName : '';
}
