import type { ImportMode } from '@latchkey/contract';
import type { Role, SignInMethod } from '@latchkey/engine';
import type { PeopleField } from '../columns/people-fields.ts';
import type { KnownSet } from '../values/set-index.ts';
import {
  type AccessEnd,
  type NamedScope,
  type PersonReading,
  readEmail,
  readEnd,
  readEtag,
  readMethodCell,
  readModeCell,
  readName,
  readPhoneCell,
  readPlaces,
  readRoleCell,
  readSets,
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
  readonly sets: readonly KnownSet[];
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
  return {
    rowNumber: row.rowNumber,
    address: email?.address ?? null,
    addressName: email?.name ?? '',
    mode: readModeCell(cell('mode'), reading.mode, issues),
    etag: readEtag(cell('etag')),
    name: readName(cell('name'), issues),
    phone: readPhoneCell(cell('phone'), issues),
    role: readRoleCell(cell('type'), issues),
    sets: readSets(cell('permissionSets'), reading, issues),
    scopes: readPlaces(cell('places'), reading, issues),
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
    person.sets.map(({ id }) => id).sort(),
    person.scopes.map(({ scope }) => scope).sort(),
    person.signInMethod,
    person.accessEnd,
  ]);

/** The name that the row gives; one beside the address counts where the cell is empty. */
export function nameOf({ name, addressName }: ReadPerson): string {
  if (typeof name === 'object') return name.value;
  return name === 'nothing' ? addressName : '';
}
