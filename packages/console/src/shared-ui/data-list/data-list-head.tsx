import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { DataListColumn } from './data-list-column.ts';
import { HeaderCheckbox } from './header-checkbox.tsx';
import type { SelectionState } from './selection.ts';

interface DataListHeadProps<Row> {
  readonly name: string;
  readonly columns: readonly DataListColumn<Row>[];
  readonly sort: { readonly by: string; readonly onChange: (by: string) => void } | undefined;
  readonly selection: SelectionState | undefined;
  readonly selectable: readonly string[];
  readonly total: number;
  readonly withMenu: boolean;
}

export function DataListHead<Row>(props: DataListHeadProps<Row>) {
  const { columns, sort, selection } = props;
  return (
    <thead>
      <tr>
        {selection ? (
          <th className="data-list-check" scope="col">
            <HeaderCheckbox
              name={props.name}
              selection={selection}
              selectable={props.selectable}
              total={props.total}
            />
          </th>
        ) : null}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={sort && column.sort ? directionOf(sort.by, column.sort) : undefined}
            className={
              [
                column.secondary ? 'data-list-secondary' : '',
                column.tertiary ? 'data-list-tertiary' : '',
                column.align === 'end' ? 'data-list-end' : '',
              ]
                .filter(Boolean)
                .join(' ') || undefined
            }
          >
            {sort && column.sort ? (
              <SortButton label={column.label} sortKey={column.sort} sort={sort} />
            ) : (
              column.label
            )}
          </th>
        ))}
        {props.withMenu ? (
          <th scope="col">
            <span className="sr">Actions</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function SortButton(props: {
  label: string;
  sortKey: string;
  sort: { readonly by: string; readonly onChange: (by: string) => void };
}) {
  const { label, sortKey, sort } = props;
  const direction = directionOf(sort.by, sortKey);
  return (
    <button
      type="button"
      className="data-list-sort"
      onClick={() => sort.onChange(direction === 'ascending' ? `-${sortKey}` : sortKey)}
    >
      {label}
      {direction === 'ascending' ? <IconArrowUp className="i" aria-hidden /> : null}
      {direction === 'descending' ? <IconArrowDown className="i" aria-hidden /> : null}
    </button>
  );
}

function directionOf(by: string, key: string): 'ascending' | 'descending' | 'none' {
  if (by === key) return 'ascending';
  return by === `-${key}` ? 'descending' : 'none';
}
