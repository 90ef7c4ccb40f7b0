import { type ReactNode, useState } from 'react';
import { type ApiProblem, toProblem } from '../../api/api-problem.ts';
import type { Page } from '../../api/page.ts';
import { ProblemNote } from '../problem-note.tsx';
import { type RowAct, RowMenu } from '../row-menu.tsx';
import './data-list.css';
import type { DataListColumn } from './data-list-column.ts';
import { DataListHead } from './data-list-head.tsx';
import { NoMatch } from './no-match.tsx';
import { Pager, type PagerProps } from './pager.tsx';
import { RowCheckbox } from './row-checkbox.tsx';
import type { SelectionState } from './selection.ts';
import { SkeletonRows } from './skeleton-rows.tsx';

export interface DataListProps<Row> {
  /** What the list holds: "People". */
  readonly name: string;
  readonly columns: readonly DataListColumn<Row>[];
  /** The answer of `useQuery` for the page. */
  readonly query: {
    readonly data: Page<Row> | undefined;
    readonly error: Error | null;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly sort?: { readonly by: string; readonly onChange: (by: string) => void };
  readonly selection?: SelectionState;
  /** How many rows "all matching" means, where some of them can never be selected. */
  readonly matching?: number | undefined;
  /** Why a row cannot be selected. */
  readonly notSelectable?: (row: Row) => string | null;
  readonly rowActs?: (row: Row) => readonly RowAct[];
  /** The row that is open in the drawer. */
  readonly openKey?: string | undefined;
  /** Names of the filters in force; with any of them an empty list is "no match". */
  readonly filters?: readonly string[];
  readonly onClearFilters?: () => void;
  readonly empty: ReactNode;
  readonly pager?: Omit<PagerProps, 'page' | 'name'>;
}

/** A server-paged list in its five states; a table on wide screens, cards on narrow ones. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { columns, query, rowKey, rowName, selection, rowActs } = props;
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const page = query.data;
  const problem: ApiProblem | null = query.error ? toProblem(query.error) : null;

  if (page === undefined && problem) {
    return <ProblemNote problem={problem} onRetry={query.refetch} />;
  }
  if (page?.data.length === 0) {
    return (
      <div className="frame">
        {props.filters && props.filters.length > 0 ? (
          <NoMatch name={props.name} filters={props.filters} onClear={props.onClearFilters} />
        ) : (
          props.empty
        )}
      </div>
    );
  }

  const selectable = (page?.data ?? []).filter((row) => !props.notSelectable?.(row)).map(rowKey);
  return (
    <>
      {problem ? <ProblemNote problem={problem} onRetry={query.refetch} /> : null}
      <div className="data-list-box frame" aria-busy={query.isFetching}>
        <table className="data-list" aria-label={props.name}>
          <DataListHead
            name={props.name}
            columns={columns}
            sort={props.sort}
            selection={selection}
            selectable={selectable}
            total={props.matching ?? page?.total ?? 0}
            withMenu={rowActs !== undefined}
          />
          <tbody>
            {page === undefined ? (
              <SkeletonRows
                columns={columns.length + (selection ? 1 : 0) + (rowActs ? 1 : 0)}
                rows={10}
              />
            ) : (
              page.data.map((row) => {
                const key = rowKey(row);
                const selected = selection?.has(key) === true && selectable.includes(key);
                return (
                  <tr
                    key={key}
                    {...(selection ? { 'aria-selected': selected } : {})}
                    className={props.openKey === key ? 'data-list-open' : undefined}
                    onContextMenu={(event) => {
                      if (
                        !rowActs ||
                        (event.target instanceof Element && event.target.closest('a'))
                      )
                        return;
                      event.preventDefault();
                      setMenuOf(key);
                    }}
                    onKeyDown={(event) => {
                      if (
                        !rowActs ||
                        !(event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))
                      )
                        return;
                      event.preventDefault();
                      setMenuOf(key);
                    }}
                  >
                    {selection ? (
                      <td className="data-list-check">
                        <RowCheckbox
                          label={`Select ${rowName(row)}`}
                          checked={selected}
                          reason={props.notSelectable?.(row) ?? null}
                          onToggle={() => selection.toggle(key)}
                        />
                      </td>
                    ) : null}
                    {columns.map((column) => (
                      <DataCell key={column.key} column={column} row={row} />
                    ))}
                    {rowActs ? (
                      <td className="data-list-menu">
                        <RowMenu
                          name={rowName(row)}
                          acts={rowActs(row)}
                          opened={menuOf === key}
                          onChange={(opened) => setMenuOf(opened ? key : null)}
                        />
                      </td>
                    ) : null}
                  </tr>
                );
              })
            )}
          </tbody>
        </table>
      </div>
      {props.pager && page ? <Pager page={page} name={props.name} {...props.pager} /> : null}
    </>
  );
}

function DataCell<Row>({ column, row }: { column: DataListColumn<Row>; row: Row }) {
  const Cell = column.heading ? 'th' : 'td';
  const classes = [
    column.heading ? 'data-list-heading' : '',
    column.secondary ? 'data-list-secondary' : '',
    column.tertiary ? 'data-list-tertiary' : '',
    column.align === 'end' ? 'data-list-end' : '',
    column.nil?.(row) ? 'data-list-nil' : '',
    column.maxWidth === undefined ? '' : `data-list-max-${column.maxWidth}`,
  ];
  return (
    <Cell
      {...(column.heading ? { scope: 'row' } : { 'data-label': column.label })}
      className={classes.filter(Boolean).join(' ') || undefined}
    >
      <div className="data-list-value">{column.cell(row)}</div>
    </Cell>
  );
}
