import type { ImportRow, RowIssue } from '@latchkey/contract';
import type { MemberId, Operation } from '@latchkey/engine';

/** An issue as it is stored; how many rows share it is counted when it is read. */
export type StoredIssue = Omit<RowIssue, 'sameCount'>;

export type ImportOperation = Extract<
  Operation,
  { readonly type: 'member.invite' | 'entity.create' | 'entity.update' }
>;

/** What a row will do, or why it cannot. */
export interface PlannedRow {
  readonly rowNumber: number;
  /** The person or place it is about, in one form: what makes two rows the same. */
  readonly subject: string | null;
  readonly result: ImportRow['result'];
  readonly operation: ImportOperation | null;
  readonly issues: readonly StoredIssue[];
  readonly summary: string;
  readonly memberId: MemberId | null;
}
