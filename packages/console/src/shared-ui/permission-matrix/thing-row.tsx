import { Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { Act, MatrixRowShape } from './matrix-acts.ts';
import type { MatrixControl } from './matrix-control.ts';
import { MatrixTick } from './matrix-tick.tsx';
import { type ModuleView, markOf } from './matrix-view.ts';
import { RiskTags } from './risk-tags.tsx';
import { TickNotes } from './tick-notes.tsx';

interface ThingRowProps {
  readonly control: MatrixControl;
  readonly module: ModuleView;
  readonly row: Extract<MatrixRowShape, { kind: 'thing' }>;
  readonly columns: readonly Act[];
  readonly active: string;
  readonly showKeys: boolean;
}

/** A thing with a tick for each act that the model knows of it. */
export function ThingRow({ control, module, row, columns, active, showKeys }: ThingRowProps) {
  const notesId = useId();
  const permissions = [...row.cells.values()];
  const definitions = permissions.flatMap((each) => module.permissions[each] ?? []);
  const risks = definitions.flatMap(({ label, risk }) =>
    risk ? [definitions.length > 1 ? `${label}: ${lowered(risk)}` : risk] : [],
  );
  return (
    <tr>
      <th scope="row" colSpan={2} className="matrix-thing">
        <span>
          <span className="matrix-label">{row.label}</span> <RiskTags risks={risks} />
        </span>
        <span className="sub matrix-about">{definitions[0]?.description}</span>
        {showKeys ? <span className="mono dim matrix-about">{permissions.join(' · ')}</span> : null}
        <TickNotes control={control} permissions={permissions} causes={permissions} id={notesId} />
      </th>
      {columns.map((act, at) => {
        const permission = row.cells.get(act);
        const definition = permission === undefined ? undefined : module.permissions[permission];
        if (permission === undefined || definition === undefined) {
          return (
            <td key={act} className="matrix-act dim">
              <span aria-hidden>·</span>
            </td>
          );
        }
        const mark = markOf(control.view, permission);
        return (
          <td key={act} className={mark === null ? 'matrix-act' : `matrix-act matrix-${mark}`}>
            <Tooltip
              label={`${definition.label}. ${definition.description}`}
              multiline
              maw={280}
              openDelay={400}
              events={{ hover: true, focus: true, touch: false }}
            >
              <span className="matrix-cell">
                <MatrixTick
                  control={control}
                  permission={permission}
                  label={definition.label}
                  describedBy={notesId}
                  active={active}
                  column={at + 1}
                />
              </span>
            </Tooltip>
          </td>
        );
      })}
    </tr>
  );
}

const lowered = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1);
