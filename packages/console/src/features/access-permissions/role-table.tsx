import type { PermissionSet } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { peopleText } from '../../shared-ui/number-text.ts';
import type { RoleColumn } from './role-column.ts';

interface RoleTableProps {
  readonly label: string;
  /** What the rows are. */
  readonly rowsAre: string;
  readonly columns: readonly RoleColumn[];
  /** On a phone the one column that shows. */
  readonly chosen: string;
  readonly children: ReactNode;
}

/** A column for each role, the owner's first and fixed. */
export function RoleTable({ label, rowsAre, columns, chosen, children }: RoleTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <section className="roles-box" tabIndex={0} aria-label={label}>
      <table className="roles" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{rowsAre}</th>
            {columns.map(({ id, name, people, set }) => (
              <th key={id} scope="col" className={cellClass(id, chosen)}>
                {set ? (
                  <Link to="/permission-sets/$setId" params={{ setId: set.id }}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
                <span className="sub">{peopleText(people)}</span>
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </section>
  );
}

interface RoleRowProps {
  readonly label: string;
  readonly description: string;
  readonly columns: readonly RoleColumn[];
  readonly chosen: string;
  /** What stands in the owner's column. */
  readonly owner: ReactNode;
  /** Nobody but the owners has it: a restriction takes it away in every role. */
  readonly struck?: boolean;
  readonly cell: (set: PermissionSet) => ReactNode;
}

export function RoleRow({
  label,
  description,
  columns,
  chosen,
  owner,
  struck = false,
  cell,
}: RoleRowProps) {
  return (
    <tr>
      <th scope="row">
        {struck ? <s>{label}</s> : label}
        <span className="sub">{description}</span>
      </th>
      {columns.map(({ id, set }) => (
        <td key={id} className={cellClass(id, chosen)}>
          {set ? cell(set) : owner}
        </td>
      ))}
    </tr>
  );
}

/** Rows under a heading of their own. */
export function RoleRows({
  title,
  columns,
  children,
}: {
  title: string;
  columns: readonly RoleColumn[];
  children: ReactNode;
}) {
  return (
    <tbody>
      <tr className="roles-group">
        <th scope="rowgroup" colSpan={columns.length + 1}>
          {title}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

const cellClass = (id: string, chosen: string) =>
  id === chosen ? 'roles-cell roles-chosen' : 'roles-cell';
