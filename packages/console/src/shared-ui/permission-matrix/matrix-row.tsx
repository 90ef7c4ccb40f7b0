import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { MatrixControl } from './matrix-control.ts';
import { MatrixTick } from './matrix-tick.tsx';
import { markOf, type PermissionView } from './matrix-view.ts';
import { RiskTags } from './risk-tags.tsx';
import { TickNotes } from './tick-notes.tsx';

interface MatrixRowProps {
  readonly control: MatrixControl;
  readonly permission: string;
  readonly definition: PermissionView;
  readonly active: string;
  readonly showKeys: boolean;
  /** How many columns of acts the grid has. */
  readonly columns: number;
}

const markWords = { added: ' added, not saved', removed: ' removed, not saved' };

/** One permission: its tick, what it lets people do, and what follows from the tick. */
export function MatrixRow(props: MatrixRowProps) {
  const { control, permission, definition, active, showKeys, columns } = props;
  const notesId = useId();
  const mark = markOf(control.view, permission);
  return (
    <tr className={mark === null ? undefined : `matrix-${mark}`}>
      <td className="matrix-tick">
        <MatrixTick
          control={control}
          permission={permission}
          label={definition.label}
          describedBy={notesId}
          active={active}
          column={0}
        />
      </td>
      <th scope="row" colSpan={columns + 1}>
        <span className="matrix-text">
          <span>
            <span className="matrix-label">{definition.label}</span>
            {mark === null ? null : <span className="sr">{markWords[mark]}</span>}
          </span>
          <span className="sub">
            {definition.description}
            <RiskTags risks={definition.risk ? [definition.risk] : []} />
          </span>
        </span>
        {showKeys ? (
          <span className="matrix-about">
            <span className="mono dim">{permission}</span>{' '}
            <Link to="/check-access/who" search={{ permission }}>
              Who can
            </Link>
          </span>
        ) : null}
        <TickNotes
          control={control}
          permissions={[permission]}
          causes={[permission]}
          id={notesId}
        />
      </th>
    </tr>
  );
}
