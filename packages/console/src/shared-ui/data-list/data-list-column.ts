import type { ReactNode } from 'react';

export interface DataListColumn<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** The key by which the server sorts this column; `-key` is the other direction. */
  readonly sort?: string;
  /** Names the row for screen readers; exactly one column has it. */
  readonly heading?: boolean;
  /** Leaves first when the list is narrow. */
  readonly secondary?: boolean;
  /** Leaves next, when the list is narrower still. */
  readonly tertiary?: boolean;
  /** Always shown: not in the column choice. */
  readonly fixed?: boolean;
  /** Hidden until chosen. */
  readonly hiddenAtFirst?: boolean;
  /** Nothing to show on a card. */
  readonly nil?: (row: Row) => boolean;
  readonly align?: 'end';
  /** In px on a wide list; shrinks with it. */
  readonly maxWidth?: 190 | 268 | 320;
}
