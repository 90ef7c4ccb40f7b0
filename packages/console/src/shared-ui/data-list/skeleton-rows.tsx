import { Skeleton } from '@mantine/core';

/** Rows of the final height while the first page loads, so that nothing jumps. */
export function SkeletonRows({ columns, rows }: { columns: number; rows: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
    <tr key={row} aria-hidden className="data-list-skeleton">
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells are alike and never move
        <td key={column}>
          <Skeleton height={14} width={column === 1 ? '80%' : '60%'} />
        </td>
      ))}
    </tr>
  ));
}
