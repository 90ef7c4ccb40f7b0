import type { Instant } from '@latchkey/engine';
import { changedPerson } from './change-person.ts';
import { instantInWords } from './in-words.ts';
import { invited } from './invite-person.ts';
import type { KnownPerson } from './known-person.ts';
import type { NamesOfAccess } from './pairs.ts';
import { emptyRow, type PlannedRow } from './planned-row.ts';
import { contentOf, type ReadPerson } from './read-person.ts';
import { hasError, rowError, rowInfo } from './row-issues.ts';

export interface PeoplePlanning extends NamesOfAccess {
  readonly known: ReadonlyMap<string, KnownPerson>;
  /** Replace what people hold who were changed after they were exported. */
  readonly applyChanged: boolean;
  readonly now: Instant;
  /** When the link of an invitation sent now would end. */
  readonly linkEndsAt: Instant;
  /** Whether there is an identity provider to sign in with. */
  readonly hasProvider: boolean;
}

/**
 * What each row of a file of people will do, or why it cannot. All rows about one person must be among
 * them: several rows say together what that person shall hold.
 */
export function planPeople(people: readonly ReadPerson[], planning: PeoplePlanning): PlannedRow[] {
  const plans = new Map<number, PlannedRow>();
  const byAddress = Map.groupBy(people, ({ address }) => address);
  for (const [address, rows] of byAddress) {
    const planned = address === null ? rows.map(unreadable) : planPerson(address, rows, planning);
    for (const plan of planned) plans.set(plan.rowNumber, plan);
  }
  return people.flatMap(({ rowNumber }) => plans.get(rowNumber) ?? []);
}

const unreadable = ({ rowNumber, issues }: ReadPerson): PlannedRow => ({
  ...emptyRow(rowNumber, null),
  result: 'error',
  issues,
});

function planPerson(
  address: string,
  rows: readonly ReadPerson[],
  planning: PeoplePlanning,
): PlannedRow[] {
  const known = planning.known.get(address);
  if (!known || known.status === 'removed') return newPerson(address, rows, known, planning);
  const leaving = rows.filter(({ mode }) => mode === 'new');
  const changing = rows.filter(({ mode }) => mode !== 'new');
  return [
    ...leaving.map(
      (row, index) => repeated(address, leaving, index) ?? left(address, row, known, planning),
    ),
    ...(known.visible
      ? changedPerson(address, changing, known, planning)
      : changing.map((row) => nobody(address, row, 'Nobody whom you manage has this address.'))),
  ];
}

/** Rows about somebody who is not here: the first invites, and the others must say the same. */
function newPerson(
  address: string,
  rows: readonly ReadPerson[],
  known: KnownPerson | undefined,
  planning: PeoplePlanning,
): PlannedRow[] {
  const inviting = rows.filter(({ mode }) => mode !== 'remove');
  return rows.map((row) => {
    if (row.mode === 'remove')
      return nobody(
        address,
        row,
        'Nobody here has this address, so there is nothing to take away.',
      );
    return (
      repeated(address, inviting, inviting.indexOf(row)) ?? invited(row, address, known, planning)
    );
  });
}

const nobody = (
  address: string,
  { rowNumber, issues }: ReadPerson,
  message: string,
): PlannedRow => ({
  ...emptyRow(rowNumber, address),
  result: 'error',
  issues: [
    ...issues,
    rowError({ field: 'email', code: 'unknown_member', message, value: address }),
  ],
});

/** A row about a person of an earlier row: the same, or in contradiction to it. */
function repeated(address: string, rows: readonly ReadPerson[], index: number): PlannedRow | null {
  const [first] = rows;
  const row = rows[index];
  if (index === 0 || !first || !row) return null;
  const base = emptyRow(row.rowNumber, address);
  if (contentOf(first) === contentOf(row)) {
    return { ...base, result: 'skip', issues: [], summary: `The same as row ${first.rowNumber}.` };
  }
  const message = `Row ${first.rowNumber} has the same address and says something else. Keep one of them.`;
  const issue = rowError({ field: 'email', code: 'duplicate_row', message, value: address });
  return { ...base, result: 'error', issues: [...row.issues, issue] };
}

/** In the mode “new” people who are here already are left as they are. */
function left(
  address: string,
  person: ReadPerson,
  known: KnownPerson,
  planning: PeoplePlanning,
): PlannedRow {
  const row = { ...emptyRow(person.rowNumber, address), memberId: known.memberId };
  if (known.status !== 'invited') {
    const state = known.status === 'suspended' ? ' and is suspended' : '';
    return {
      ...row,
      result: 'skip',
      issues: [],
      summary: `Already belongs to the organization${state} and is left as is. Another mode changes this person.`,
    };
  }
  if (known.linkEndsAt === null) {
    return hasError(person.issues)
      ? { ...row, memberId: null, result: 'error', issues: person.issues }
      : invited(person, address, known, planning);
  }
  if (known.linkEndsAt > planning.now) {
    return {
      ...row,
      result: 'no_change',
      issues: [],
      summary: 'An invitation is waiting already.',
    };
  }
  const message = `The waiting invitation ended on ${instantInWords(known.linkEndsAt)}. Resend it under People, Invitations.`;
  return {
    ...row,
    result: 'no_change',
    issues: [rowInfo({ field: 'email', code: 'invitation_expired', message, value: null })],
    summary: 'An invitation was sent already and has ended.',
  };
}
