import type { ImportMode } from '@latchkey/contract';
import type { Instant, Role } from '@latchkey/engine';
import { readPhone } from '../values/read-phone.ts';
import type { KnownPerson } from './known-person.ts';
import { endsInPast, type Said } from './person-cells.ts';
import type { StoredIssue } from './planned-row.ts';
import type { ReadPerson } from './read-person.ts';
import { rowError, rowWarning } from './row-issues.ts';

/** What shall be different about the person as such; a value that stays is left out. */
export interface ProfileChange {
  readonly name?: string;
  readonly phone?: string | null;
  readonly role?: Role;
  readonly accessEndsAt?: Instant | null;
}

/** What one row changes about the person as such, in its mode. */
export function profileChange(
  row: ReadPerson,
  known: KnownPerson,
  now: Instant,
  issues: StoredIssue[],
): ProfileChange {
  const name = changedName(row, known, issues);
  const phone = changed(row.mode, row.phone, known.phone, samePhone);
  const role = changedRole(row, known, issues);
  const end = changed(row.mode, endOf(row), known.accessEndsAt);
  if (typeof row.accessEnd === 'object' && end !== undefined && end !== null && end <= now)
    issues.push(endsInPast(row.accessEnd.value));
  if (row.signInMethod !== null && row.signInMethod !== known.signInMethod && row.mode !== 'remove')
    issues.push(methodStays(row.signInMethod));
  return {
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(role !== undefined && { role }),
    ...(end !== undefined && { accessEndsAt: end }),
  };
}

/** The value as it shall be; undefined: it stays. */
function changed<Value>(
  mode: ImportMode,
  said: Said<Value>,
  held: Value | null,
  same: (left: Value, right: Value) => boolean = Object.is,
): Value | null | undefined {
  if (said === 'nothing') return undefined;
  if (said === 'clear') return held === null || mode === 'set_if_empty' ? undefined : null;
  const equal = held !== null && same(said.value, held);
  if (mode === 'remove') return equal ? null : undefined;
  if (equal || (mode === 'set_if_empty' && held !== null)) return undefined;
  return said.value;
}

/** Numbers are kept as they were typed; the same number may be written in two ways. */
const samePhone = (left: string, right: string) =>
  left === right || readPhone(left).phone === readPhone(right).phone;

const endOf = ({ accessEnd }: ReadPerson): Said<Instant> =>
  typeof accessEnd === 'object' ? { value: accessEnd.value.instant } : accessEnd;

/** A name can be another, but not taken away: in the mode “remove” it only says who is meant. */
function changedName(
  { mode, name }: ReadPerson,
  known: KnownPerson,
  issues: StoredIssue[],
): string | undefined {
  if (mode === 'remove') return undefined;
  if (name === 'clear') {
    const message = '“-” clears a phone number or an end of access. A name cannot be cleared.';
    issues.push(rowError({ field: 'name', code: 'not_clearable', message, value: '-' }));
    return undefined;
  }
  return changed(mode, name, known.name || null) ?? undefined;
}

function changedRole(
  { mode, role }: ReadPerson,
  known: KnownPerson,
  issues: StoredIssue[],
): Role | undefined {
  if (role === null || role === known.role || mode === 'remove' || mode === 'set_if_empty')
    return undefined;
  if (mode === 'replace' || role === 'owner') return role;
  const message =
    'The mode “add” takes nothing away, so it makes no owner a member. Use “replace” for this row.';
  issues.push(rowError({ field: 'type', code: 'mode_takes_nothing', message, value: role }));
  return undefined;
}

const methodStays = (method: string): StoredIssue =>
  rowWarning({
    field: 'signInMethod',
    code: 'sign_in_method_kept',
    message: 'How a person who is here signs in is not changed by a file. This cell is left out.',
    value: method,
  });
