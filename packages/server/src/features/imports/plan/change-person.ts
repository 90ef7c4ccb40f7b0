import { accessOperations } from './access-operations.ts';
import { type AccessChange, accessChange } from './change-access.ts';
import { changeInWords, lossesInWords } from './change-in-words.ts';
import { type ProfileChange, profileChange } from './change-profile.ts';
import { instantInWords } from './in-words.ts';
import type { KnownPerson } from './known-person.ts';
import type { PeoplePlanning } from './plan-people.ts';
import {
  emptyRow,
  type ImportOperation,
  type PlannedRow,
  type StoredIssue,
} from './planned-row.ts';
import { contentOf, type ReadPerson } from './read-person.ts';
import { hasError, rowError, rowWarning } from './row-issues.ts';

/** What the person is to be in the end, and what that takes. */
export interface PersonChange {
  readonly profile: ProfileChange;
  readonly access: AccessChange;
}

/**
 * Rows about somebody who is here. They stand or fall together: the first carries everything that happens
 * to the person, the others say so. An export writes several rows for whoever holds different sets at
 * different places.
 */
export function changedPerson(
  address: string,
  rows: readonly ReadPerson[],
  known: KnownPerson,
  planning: PeoplePlanning,
): PlannedRow[] {
  const [first] = rows;
  if (!first) return [];
  const issuesOf = issuesByRow();

  const profile = mergedProfile(rows, known, planning, issuesOf);
  const access = accessChange(rows, known, profile.role ?? known.role, issuesOf);
  const change = { profile, access };
  const operations = operationsOf(known, change);
  if (operations.length > 0) markChangedSince(rows, known, planning, issuesOf);

  if (rows.some((row) => hasError(issuesOf(row)))) return refused(address, rows, issuesOf);
  return rows.map((row): PlannedRow => {
    const base = { ...emptyRow(row.rowNumber, address), memberId: known.memberId };
    if (operations.length === 0) {
      return {
        ...base,
        result: 'no_change',
        issues: notable(issuesOf(row), profile),
        summary: 'It is like this already.',
      };
    }
    if (row !== first) {
      const same = contentOf(row) === contentOf(first);
      return {
        ...base,
        result: 'skip',
        partOf: first.rowNumber,
        issues: notable(issuesOf(row), profile),
        summary: `${same ? 'The same as' : 'Together with'} row ${first.rowNumber}.`,
      };
    }
    return {
      ...base,
      result: 'change',
      operations,
      issues: notable(issuesOf(row), profile),
      summary: changeInWords(known, change, planning),
      losses: lossesInWords(known, change, planning),
    };
  });
}

type IssuesOf = (row: ReadPerson) => StoredIssue[];

/** The remarks on each row, to be added to: those of its cells, then those of all rows together. */
function issuesByRow(): IssuesOf {
  const issues = new Map<ReadPerson, StoredIssue[]>();
  return (row) => {
    const known = issues.get(row) ?? [...row.issues];
    issues.set(row, known);
    return known;
  };
}

const profileFields = ['name', 'phone', 'role', 'accessEndsAt'] as const;

/** What several rows say about one value must agree; a cell that says what is there already says nothing. */
function mergedProfile(
  rows: readonly ReadPerson[],
  known: KnownPerson,
  { now }: PeoplePlanning,
  issuesOf: IssuesOf,
): ProfileChange {
  let merged: ProfileChange = {};
  let earlier: ReadPerson | undefined;
  for (const row of rows) {
    const change = profileChange(row, known, now, issuesOf(row));
    const said = merged;
    const differs = profileFields.some(
      (field) => field in said && field in change && said[field] !== change[field],
    );
    if (differs && earlier) {
      const message = `Row ${earlier.rowNumber} is about the same person and says something else. Keep one of them.`;
      issuesOf(row).push(
        rowError({ field: 'email', code: 'duplicate_row', message, value: row.address }),
      );
    }
    merged = { ...merged, ...change };
    earlier ??= row;
  }
  return merged;
}

/** What nobody saw when the file was made must not be taken away without a word. */
function markChangedSince(
  rows: readonly ReadPerson[],
  known: KnownPerson,
  { applyChanged }: PeoplePlanning,
  issuesOf: IssuesOf,
): void {
  const old = rows.filter(({ etag }) => etag !== null && etag < known.touched.revision);
  const replaces = rows.some(({ mode }) => mode === 'replace');
  const kept = replaces && !applyChanged;
  const remedy = kept
    ? 'Replacing could undo that: export again, or choose to apply changed rows too.'
    : replaces
      ? 'This row replaces what was given meanwhile.'
      : 'What this row says is applied on top.';
  for (const row of old) {
    const when = instantInWords(known.touched.at);
    const message = `${known.name || row.address} was changed after your export, on ${when}. ${remedy}`;
    issuesOf(row).push(
      (kept ? rowError : rowWarning)({ field: null, code: changedSince, message, value: null }),
    );
  }
}

export const changedSince = 'changed_since_export';

/** One bad row keeps the others about the same person back: half of what somebody shall hold is not what was meant. */
function refused(address: string, rows: readonly ReadPerson[], issuesOf: IssuesOf): PlannedRow[] {
  const bad = rows.find((row) => hasError(issuesOf(row)));
  return rows.map((row) => {
    const own = issuesOf(row);
    const issues = hasError(own) ? own : [...own, heldBackBy(bad?.rowNumber ?? row.rowNumber)];
    return { ...emptyRow(row.rowNumber, address), result: 'error', issues };
  });
}

export const heldBackBy = (rowNumber: number): StoredIssue =>
  rowError({
    field: null,
    code: 'other_row_refused',
    message: `Row ${rowNumber} is about the same person and cannot be applied.`,
    value: null,
  });

/** A remark on a value that stays as it is helps nobody. */
const notable = (issues: readonly StoredIssue[], { phone }: ProfileChange) =>
  issues.filter(({ code }) => code !== 'phone_implausible' || phone !== undefined);

/** Additions go before removals, so that nobody stands there with nothing in between. */
function operationsOf(known: KnownPerson, { profile, access }: PersonChange): ImportOperation[] {
  const { name, phone, role, accessEndsAt } = profile;
  const about = { memberId: known.memberId } as const;
  return [
    ...(name === undefined && phone === undefined
      ? []
      : [
          {
            type: 'member.update',
            ...about,
            ...(name !== undefined && { name }),
            ...(phone !== undefined && { phone }),
          } as const,
        ]),
    ...(role === undefined ? [] : [{ type: 'member.setRole', ...about, role } as const]),
    ...(accessEndsAt === undefined
      ? []
      : [{ type: 'member.setAccessEnd', ...about, accessEndsAt } as const]),
    ...accessOperations(known, access),
  ];
}
