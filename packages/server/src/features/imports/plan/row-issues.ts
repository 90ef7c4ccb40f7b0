import type { StoredIssue } from './planned-row.ts';
import type { SourceRow } from './row-reader.ts';

interface IssueAt {
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
  readonly value: string | null;
  readonly suggestion?: string | null;
}

export const rowError = ({ suggestion = null, ...at }: IssueAt): StoredIssue => ({
  level: 'error',
  ...at,
  suggestion,
});

export const rowWarning = ({ suggestion = null, ...at }: IssueAt): StoredIssue => ({
  level: 'warning',
  ...at,
  suggestion,
});

export const rowInfo = ({ suggestion = null, ...at }: IssueAt): StoredIssue => ({
  level: 'info',
  ...at,
  suggestion,
});

export const hasError = (issues: readonly StoredIssue[]) =>
  issues.some(({ level }) => level === 'error');

/** Cells beyond the header: something in the row was cut in two, so no cell can be trusted. */
export function tooManyCells(row: SourceRow, width: number): StoredIssue | null {
  if (row.cells.length <= width) return null;
  return rowError({
    field: null,
    code: 'too_many_cells',
    message: `This row has ${row.cells.length} cells and the header has ${width}. A cell that contains a separator must stand in quotation marks.`,
    value: row.cells.at(-1) ?? null,
  });
}
