import type { PermissionSet } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';
import { Timestamp } from '../../shared-ui/timestamp.tsx';

/** Sets in rows: what each is for, who holds it where, and when it was changed. */
export function SetTable({ sets, label }: { sets: readonly PermissionSet[]; label: string }) {
  return (
    <table className="sets" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Set</th>
          <th scope="col">People</th>
          <th scope="col">Places</th>
          <th scope="col">Permissions</th>
          <th scope="col">Last change</th>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <tr key={set.id}>
            <th scope="row">
              <Link to="/permission-sets/$setId" params={{ setId: set.id }} className="sets-name">
                {set.name}
              </Link>
              {set.description ? <span className="sub sets-about">{set.description}</span> : null}
            </th>
            <td data-label="People">
              {set.memberCount > 0 ? (
                <Link
                  to="/people"
                  search={{ set: set.id }}
                  aria-label={`${peopleText(set.memberCount)} with ${set.name}`}
                >
                  {numberText(set.memberCount)}
                </Link>
              ) : (
                <span className="dim">Nobody</span>
              )}
            </td>
            <td data-label="Places">{numberText(set.placeCount)}</td>
            <td data-label="Permissions">{numberText(set.permissions.length)}</td>
            <td data-label="Last change">
              {set.kind === 'standard' ? (
                <span className="dim">Shipped</span>
              ) : (
                <>
                  <Timestamp at={set.changedAt} />
                  <span className="sub sets-about">{set.changedBy}</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
