import type { Instant, Role, Scope, SignInMethod } from '@latchkey/engine';
import { canonicalAddress } from '../../../sign-in/canonical-address.ts';
import type { PeopleField } from '../columns/people-fields.ts';
import { NearestName } from '../values/nearest-name.ts';
import type { PlaceIndex } from '../values/place-index.ts';
import { readInstant, suggestedInstant } from '../values/read-instant.ts';
import { readPhone } from '../values/read-phone.ts';
import { readRole, roleNames } from '../values/read-role.ts';
import { readSignInMethod, signInMethodNames } from '../values/read-sign-in-method.ts';
import type { KnownSet, SetIndex } from '../values/set-index.ts';
import { splitList } from '../values/split-list.ts';
import type { StoredIssue } from './planned-row.ts';
import { rowError, rowWarning } from './row-issues.ts';
import type { RowReader } from './row-reader.ts';

/** What the cells of a row are read with. */
export interface PersonReading {
  readonly reader: RowReader<PeopleField>;
  /** Between the columns of the file; between the values of a cell it may stand only when it is another. */
  readonly separator: string;
  readonly sets: SetIndex;
  readonly places: PlaceIndex;
  readonly now: Instant;
}

export interface NamedScope {
  readonly scope: Scope;
  readonly label: string;
}

const nearestRole = new NearestName(roleNames);
const nearestMethod = new NearestName(signInMethodNames);

export function readEmail(cell: string, issues: StoredIssue[]) {
  if (cell === '') {
    issues.push(
      rowError({
        field: 'email',
        code: 'address_missing',
        message: 'The e-mail address is missing.',
        value: null,
      }),
    );
    return null;
  }
  const read = canonicalAddress(cell);
  if (read) return read;
  const repaired = canonicalAddress(
    cell
      .replace(/\s+/g, '')
      .replace(/@{2,}/g, '@')
      .replace(/,/g, '.')
      .replace(/\.{2,}/g, '.'),
  );
  issues.push(
    rowError({
      field: 'email',
      code: 'address_invalid',
      message: `“${cell}” is not an e-mail address.`,
      value: cell,
      suggestion: repaired?.address ?? null,
    }),
  );
  return null;
}

export function readName(cell: string, issues: StoredIssue[]): string {
  const name = cell.replace(/\s+/g, ' ');
  if (name.length <= 200) return name;
  issues.push(
    rowError({
      field: 'name',
      code: 'too_long',
      message: 'A name has at most 200 characters.',
      value: cell,
    }),
  );
  return '';
}

export function readPhoneCell(cell: string, issues: StoredIssue[]): string | null {
  if (cell === '') return null;
  if (cell.length > 40) {
    issues.push(
      rowError({
        field: 'phone',
        code: 'too_long',
        message: 'A phone number has at most 40 characters.',
        value: cell,
      }),
    );
    return null;
  }
  const { phone, plausible } = readPhone(cell);
  if (!plausible) {
    issues.push(
      rowWarning({
        field: 'phone',
        code: 'phone_implausible',
        message: `“${cell}” does not look like a phone number with a country code. It is kept as typed.`,
        value: cell,
      }),
    );
  }
  return phone;
}

export function readRoleCell(cell: string, issues: StoredIssue[]): Role | null {
  const role = readRole(cell);
  if (role) return role;
  issues.push(
    cell === ''
      ? rowError({
          field: 'type',
          code: 'type_missing',
          message: 'The type is missing: “owner” or “member”.',
          value: null,
        })
      : rowError({
          field: 'type',
          code: 'type_unknown',
          message: `“${cell}” is not a type. It is “owner” or “member”.`,
          value: cell,
          suggestion: nearestRole.find(cell),
        }),
  );
  return null;
}

export function readSets(
  cell: string,
  { separator, sets }: PersonReading,
  issues: StoredIssue[],
): KnownSet[] {
  const found = new Map<string, KnownSet>();
  for (const typed of splitList(cell, separator)) {
    const set = sets.find(typed);
    if (set) found.set(set.id, set);
    else {
      const nearest = sets.nearest(typed);
      issues.push(
        rowError({
          field: 'permissionSets',
          code: 'unknown_permission_set',
          message: nearest
            ? `No permission set is called “${typed}”. Did you mean “${nearest.name}”?`
            : `No permission set is called “${typed}”.`,
          value: typed,
          suggestion: nearest?.name ?? null,
        }),
      );
    }
  }
  return [...found.values()];
}

export function readPlaces(
  cell: string,
  { separator, places }: PersonReading,
  issues: StoredIssue[],
): NamedScope[] {
  const scopes = new Map<Scope, NamedScope>();
  for (const typed of splitList(cell, separator)) {
    const found = places.find(typed);
    if (found.found === 'place' && !found.closed) scopes.set(found.scope, found);
    else issues.push(placeIssue(typed, found));
  }
  return [...scopes.values()];
}

function placeIssue(typed: string, found: ReturnType<PlaceIndex['find']>): StoredIssue {
  const at = { field: 'places', value: typed };
  if (found.found === 'place') {
    return rowError({
      ...at,
      code: 'place_closed',
      message: `“${typed}” is closed; nobody can be given access there.`,
    });
  }
  if (found.found === 'several') {
    const example = found.suggestion ? `, such as “${found.suggestion}”` : '';
    const message = `“${typed}” is the name of ${found.count} places. Write the type and the code${example}.`;
    return rowError({ ...at, code: 'ambiguous_place', message, suggestion: found.suggestion });
  }
  const message = found.suggestion
    ? `There is no place “${typed}”. Did you mean “${found.suggestion}”?`
    : `There is no place “${typed}”.`;
  return rowError({ ...at, code: 'unknown_place', message, suggestion: found.suggestion });
}

export function readMethodCell(cell: string, issues: StoredIssue[]): SignInMethod {
  if (cell === '') return 'password';
  const method = readSignInMethod(cell);
  if (method) return method;
  issues.push(
    rowError({
      field: 'signInMethod',
      code: 'sign_in_method_unknown',
      message: `“${cell}” is not a sign-in method. It is “password”, “passkey” or “sso”.`,
      value: cell,
      suggestion: nearestMethod.find(cell),
    }),
  );
  return 'password';
}

export function readEnd(cell: string, now: Instant, issues: StoredIssue[]): Instant | null {
  if (cell === '') return null;
  const instant = readInstant(cell);
  if (instant !== null && instant > now) return instant;
  issues.push(
    instant === null
      ? rowError({
          field: 'accessEnds',
          code: 'instant_unreadable',
          message: `“${cell}” is not a time that can be read. Write it like 2026-12-31 18:00.`,
          value: cell,
          suggestion: suggestedInstant(cell),
        })
      : rowError({
          field: 'accessEnds',
          code: 'ends_in_past',
          message: `“${cell}” lies in the past.`,
          value: cell,
        }),
  );
  return null;
}
