import { useRef } from 'react';
import { Initials } from '../../../shared-ui/initials.tsx';
import { Tag } from '../../../shared-ui/tag.tsx';
import { TableBox } from './table-box.tsx';
import type { TableModule } from './table-columns.ts';
import type { ShownRow } from './table-row.ts';
import { useGridKeys } from './use-grid-keys.ts';

interface TableGridProps {
  readonly label: string;
  readonly modules: readonly TableModule[];
  readonly rows: readonly ShownRow[];
  readonly onClick: (row: ShownRow['row'], permission: string) => void;
}

/** All people by all permissions; the first column stays in view. */
export function TableGrid({ label, modules, rows, onClick }: TableGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const columns = modules.flatMap((module) => module.columns.map((column) => ({ module, column })));
  const { current, setAt, onKeyDown } = useGridKeys(grid, rows.length, columns.length);
  return (
    <section className="frame access-table-frame" aria-label={`${label}, scrolls sideways`}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its boxes are ticked, by the arrow keys too */}
      <table className="access-table" role="grid" aria-label={label} ref={grid}>
        <thead>
          <tr className="access-table-modules">
            <th className="access-table-person" rowSpan={2} scope="col">
              Person
            </th>
            {modules.map(({ key, label: name, columns: own }) => (
              <th key={key} scope="colgroup" colSpan={own.length} className="access-table-start">
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ column }) => (
              <th
                key={column.permission}
                scope="col"
                className={column.starts ? 'access-table-start' : undefined}
                title={column.description}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, sub, stateOf, holdsNothing }, rowIndex) => (
            <tr key={row.memberId} className={rowClass(row, holdsNothing)}>
              <th scope="row">
                <span className="access-table-who">
                  <Initials name={row.name || row.address} you={row.you} />
                  <span className="access-table-lines">
                    <span className="access-table-name">
                      <b className="ellipsis" title={row.address}>
                        {row.name || row.address}
                      </b>
                      {row.you ? <Tag plain>You</Tag> : null}
                    </span>
                    <span className="sub ellipsis" title={sub}>
                      {sub}
                    </span>
                  </span>
                </span>
              </th>
              {columns.map(({ module, column }, columnIndex) => {
                const state = stateOf(column.permission);
                const edited = state.kind === 'box' && state.edited;
                const classes = [
                  column.starts ? 'access-table-start' : '',
                  edited ? 'access-table-edited' : '',
                ];
                return (
                  <td key={column.permission} className={classes.filter(Boolean).join(' ')}>
                    <TableBox
                      state={state}
                      label={`${row.name || row.address}, ${module.label}: ${column.label}`}
                      reachable={rowIndex === current.row && columnIndex === current.column}
                      onClick={() => onClick(row, column.permission)}
                      onFocus={() => setAt({ row: rowIndex, column: columnIndex })}
                      onKeyDown={onKeyDown}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function rowClass({ role }: ShownRow['row'], holdsNothing: boolean): string | undefined {
  if (role === 'owner') return 'access-table-fixed';
  return holdsNothing ? 'access-table-none' : undefined;
}
