import type { ImportRow, RowIssue } from '@latchkey/contract';
import type { MemberId, Operation } from '@latchkey/engine';

/** An issue as it is stored; how many rows share it is counted when it is read. */
export type StoredIssue = Omit<RowIssue, 'sameCount'>;

export type ImportOperation = Extract<
  Operation,
  {
    readonly type:
      | 'member.invite'
      | 'member.update'
      | 'member.setRole'
      | 'member.setAccessEnd'
      | 'member.setPermissions'
      | 'grant.add'
      | 'grant.remove'
      | 'entity.create'
      | 'entity.update';
  }
>;

/** What a row will do, or why it cannot. */
export interface PlannedRow {
  readonly rowNumber: number;
  /** The person or place it is about, in one form: what makes two rows the same. */
  readonly subject: string | null;
  readonly result: ImportRow['result'];
  /** None: the row does nothing. */
  readonly operations: readonly ImportOperation[];
  readonly issues: readonly StoredIssue[];
  readonly summary: string;
  /** What is taken away, in words. */
  readonly losses: readonly string[];
  readonly memberId: MemberId | null;
  /** The row that carries the operations of this one, where several rows are about one person. */
  readonly partOf?: number;
}

/** A row of which nothing is known yet but whom or what it is about. */
export const emptyRow = (rowNumber: number, subject: string | null) =>
  ({ rowNumber, subject, operations: [], summary: '', losses: [], memberId: null }) as const;
