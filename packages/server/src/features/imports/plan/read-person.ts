import type { Instant, Role, SignInMethod } from '@latchkey/engine';
import type { PeopleField } from '../columns/people-fields.ts';
import type { KnownSet } from '../values/set-index.ts';
import {
  type NamedScope,
  type PersonReading,
  readEmail,
  readEnd,
  readMethodCell,
  readName,
  readPhoneCell,
  readPlaces,
  readRoleCell,
  readSets,
} from './person-cells.ts';
import type { StoredIssue } from './planned-row.ts';
import { hasError, rowError, rowWarning, tooManyCells } from './row-issues.ts';
import type { SourceRow } from './row-reader.ts';

/** A row of a file of people as far as its own cells tell. */
export interface ReadPerson {
  readonly rowNumber: number;
  readonly address: string | null;
  readonly name: string;
  readonly phone: string | null;
  readonly role: Role | null;
  readonly sets: readonly KnownSet[];
  readonly scopes: readonly NamedScope[];
  readonly signInMethod: SignInMethod;
  readonly accessEndsAt: Instant | null;
  readonly issues: readonly StoredIssue[];
}

const mostGrants = 1_000;

export function readPerson(row: SourceRow, reading: PersonReading): ReadPerson {
  const issues: StoredIssue[] = [];
  const wide = tooManyCells(row, reading.reader.width);
  if (wide) issues.push(wide);
  const cell = (field: PeopleField) => reading.reader.value(row, field);

  const email = readEmail(cell('email'), issues);
  const name = readName(cell('name') || (email?.name ?? ''), issues);
  const phone = readPhoneCell(cell('phone'), issues);
  const role = readRoleCell(cell('type'), issues);
  const sets = readSets(cell('permissionSets'), reading, issues);
  const scopes = readPlaces(cell('places'), reading, issues);
  const signInMethod = readMethodCell(cell('signInMethod'), issues);
  const accessEndsAt = readEnd(cell('accessEnds'), reading.now, issues);
  const access = role === 'owner' ? ownersAccess(sets, scopes, cell, issues) : { sets, scopes };
  if (role === 'member') requireAccess(access.sets, access.scopes, cell, issues);

  return {
    rowNumber: row.rowNumber,
    address: email?.address ?? null,
    name,
    phone,
    role,
    ...access,
    signInMethod,
    accessEndsAt,
    issues,
  };
}

function ownersAccess(
  sets: readonly KnownSet[],
  scopes: readonly NamedScope[],
  cell: (field: PeopleField) => string,
  issues: StoredIssue[],
): { sets: readonly KnownSet[]; scopes: readonly NamedScope[] } {
  if (sets.length > 0 || scopes.length > 0) {
    issues.push(
      rowWarning({
        field: sets.length > 0 ? 'permissionSets' : 'places',
        code: 'owner_needs_no_access',
        message:
          'An owner has every permission everywhere; the permission sets and places of this row are left out.',
        value: cell(sets.length > 0 ? 'permissionSets' : 'places'),
      }),
    );
  }
  return { sets: [], scopes: [] };
}

function requireAccess(
  sets: readonly KnownSet[],
  scopes: readonly NamedScope[],
  cell: (field: PeopleField) => string,
  issues: StoredIssue[],
): void {
  if (hasError(issues.filter(({ field }) => field === 'permissionSets' || field === 'places')))
    return;
  if (sets.length === 0) {
    issues.push(
      rowError({
        field: 'permissionSets',
        code: 'member_needs_access',
        message: 'A member needs at least one permission set.',
        value: null,
      }),
    );
  }
  if (scopes.length === 0) {
    issues.push(
      rowError({
        field: 'places',
        code: 'member_needs_access',
        message: 'A member needs at least one place.',
        value: null,
      }),
    );
  }
  if (sets.length * scopes.length > mostGrants) {
    issues.push(
      rowError({
        field: 'places',
        code: 'too_many_grants',
        message: `This row gives ${sets.length} sets at ${scopes.length} places. One person can be given at most ${mostGrants} combinations at once; choose a zone instead of its stores.`,
        value: cell('places'),
      }),
    );
  }
}
