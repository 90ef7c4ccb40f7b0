import type { ImportMode } from '@latchkey/contract';
import type { Instant, Role, Scope, SignInMethod } from '@latchkey/engine';
import { canonicalAddress } from '../../../sign-in/canonical-address.ts';
import type { AccessKind } from '../../../words/access-kind.ts';
import type { PeopleField } from '../columns/people-fields.ts';
import { type HoldingIndex, holdingKey, type NamedHolding } from '../values/holding-index.ts';
import { NearestName } from '../values/nearest-name.ts';
import type { PlaceIndex } from '../values/place-index.ts';
import { readInstant, suggestedInstant } from '../values/read-instant.ts';
import { readMode, suggestedMode } from '../values/read-mode.ts';
import { readPhone } from '../values/read-phone.ts';
import { type RoleWords, readRole, roleNames } from '../values/read-role.ts';
import { readSignInMethod, signInMethodNames } from '../values/read-sign-in-method.ts';
import { splitList } from '../values/split-list.ts';
import type { StoredIssue } from './planned-row.ts';
import { rowError, rowWarning } from './row-issues.ts';
import type { RowReader } from './row-reader.ts';

/** What the cells of a row are read with. */
export interface PersonReading {
  readonly reader: RowReader<PeopleField>;
  /** Between the columns of the file; between the values of a cell it may stand only when it is another. */
  readonly separator: string;
  readonly access: AccessKind;
  readonly holdings: HoldingIndex;
  readonly places: PlaceIndex;
  readonly wholeOrganization: NamedScope;
  /** What the model calls owners and members. */
  readonly roles: RoleWords;
  /** What the file does to those who are here, where a row does not say otherwise. */
  readonly mode: ImportMode;
}

export interface AccessEnd {
  readonly instant: Instant;
  readonly typed: string;
}

export interface NamedScope {
  readonly scope: Scope;
  readonly label: string;
  /** Nobody can be given access at a closed place; what is held there can be named. */
  readonly closed: boolean;
  readonly typed: string;
}

/** What a cell says about one value: nothing, that there shall be none, or what it shall be. */
export type Said<Value> = 'nothing' | 'clear' | { readonly value: Value };
const clearing = '-';

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

export function readName(cell: string, issues: StoredIssue[]): Said<string> {
  if (cell === '') return 'nothing';
  if (cell === clearing) return 'clear';
  const name = cell.replace(/\s+/g, ' ');
  if (name.length <= 200) return { value: name };
  issues.push(
    rowError({
      field: 'name',
      code: 'too_long',
      message: 'A name has at most 200 characters.',
      value: cell,
    }),
  );
  return 'nothing';
}

export function readPhoneCell(cell: string, issues: StoredIssue[]): Said<string> {
  if (cell === '') return 'nothing';
  if (cell === clearing) return 'clear';
  if (cell.length > 40) {
    issues.push(
      rowError({
        field: 'phone',
        code: 'too_long',
        message: 'A phone number has at most 40 characters.',
        value: cell,
      }),
    );
    return 'nothing';
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
  return { value: phone };
}

export function readRoleCell(
  cell: string,
  { roles }: PersonReading,
  issues: StoredIssue[],
): Role | null {
  if (cell === '') return null;
  const role = readRole(cell, roles);
  if (role) return role;
  issues.push(
    rowError({
      field: 'type',
      code: 'type_unknown',
      message: `“${cell}” is not a type. It is “owner” or “member”.`,
      value: cell,
      suggestion: nearestRole.find(cell),
    }),
  );
  return null;
}

/** The sets of a row, or its permissions where the model gives those directly. */
export function readHoldings(
  cell: string,
  { separator, access, holdings }: PersonReading,
  issues: StoredIssue[],
): NamedHolding[] {
  if (cell === clearing) issues.push(notClearable(access.field));
  const found = new Map<string, NamedHolding>();
  for (const typed of cell === clearing ? [] : splitList(cell, separator)) {
    const holding = holdings.find(typed);
    if (holding) found.set(holdingKey(holding), holding);
    else {
      const nearest = holdings.nearest(typed);
      issues.push(
        rowError({
          field: access.field,
          code: access.field === 'permissions' ? 'unknown_permission' : 'unknown_permission_set',
          message: nearest
            ? `No ${access.one} is called “${typed}”. Did you mean “${nearest.name}”?`
            : `No ${access.one} is called “${typed}”.`,
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
  if (cell === clearing) issues.push(notClearable('places'));
  const scopes = new Map<Scope, NamedScope>();
  for (const typed of cell === clearing ? [] : splitList(cell, separator)) {
    const found = places.find(typed);
    if (found.found === 'place') scopes.set(found.scope, { ...found, typed });
    else issues.push(placeIssue(typed, found));
  }
  return [...scopes.values()];
}

const notClearable = (field: PeopleField): StoredIssue =>
  rowError({
    field,
    code: 'not_clearable',
    message:
      '“-” clears a phone number or an end of access, not access itself. Name what is taken away and use the mode “remove”; or choose Remove from organization under People.',
    value: clearing,
  });

export const placeClosed = ({ typed }: NamedScope): StoredIssue =>
  rowError({
    field: 'places',
    code: 'place_closed',
    message: `“${typed}” is closed; nobody can be given access there.`,
    value: typed,
  });

function placeIssue(
  typed: string,
  found: Exclude<ReturnType<PlaceIndex['find']>, { found: 'place' }>,
): StoredIssue {
  const at = { field: 'places', value: typed };
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

export function readMethodCell(cell: string, issues: StoredIssue[]): SignInMethod | null {
  if (cell === '') return null;
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
  return null;
}

export function readEnd(cell: string, issues: StoredIssue[]): Said<AccessEnd> {
  if (cell === '') return 'nothing';
  if (cell === clearing) return 'clear';
  const instant = readInstant(cell);
  if (instant !== null) return { value: { instant, typed: cell } };
  issues.push(
    rowError({
      field: 'accessEnds',
      code: 'instant_unreadable',
      message: `“${cell}” is not a time that can be read. Write it like 2026-12-31 18:00.`,
      value: cell,
      suggestion: suggestedInstant(cell),
    }),
  );
  return 'nothing';
}

export const endsInPast = ({ typed }: AccessEnd): StoredIssue =>
  rowError({
    field: 'accessEnds',
    code: 'ends_in_past',
    message: `“${typed}” lies in the past.`,
    value: typed,
  });

/** The mode of the row; the file's own where the row says nothing. */
export function readModeCell(cell: string, ofFile: ImportMode, issues: StoredIssue[]): ImportMode {
  if (cell === '') return ofFile;
  const mode = readMode(cell);
  if (mode) return mode;
  issues.push(
    rowError({
      field: 'mode',
      code: 'mode_unknown',
      message: `“${cell}” is not a mode. It is “add”, “replace”, “remove”, “set if empty” or “new”.`,
      value: cell,
      suggestion: suggestedMode(cell),
    }),
  );
  return ofFile;
}

/** The revision at which the person was exported; null: the row is not from an export. A mark that was spoilt counts as old. */
export function readEtag(cell: string): number | null {
  if (cell === '') return null;
  return /^\d{1,15}$/.test(cell) ? Number(cell) : 0;
}
