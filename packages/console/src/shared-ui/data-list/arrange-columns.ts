import type { DataListColumn } from './data-list-column.ts';

/** The named columns first, in the order of their names; every other one is hidden until it is chosen. */
export function arrangeColumns<Row>(
  columns: readonly DataListColumn<Row>[],
  names: readonly string[],
): readonly DataListColumn<Row>[] {
  const first = names.flatMap((name) => columns.find(({ key }) => key === name) ?? []);
  const others = columns.filter((column) => !first.includes(column));
  return [
    ...first.map((column) => ({ ...column, hiddenAtFirst: false })),
    ...others.map((column) => ({ ...column, hiddenAtFirst: true })),
  ];
}

/** What the access model asks for is there on a narrow screen too. */
export const atAnyWidth = <Row>(
  columns: readonly DataListColumn<Row>[],
): readonly DataListColumn<Row>[] =>
  columns.map((column) =>
    column.hiddenAtFirst ? column : { ...column, secondary: false, tertiary: false },
  );
