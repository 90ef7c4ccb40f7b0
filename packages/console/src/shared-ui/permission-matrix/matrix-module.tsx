import { IconEyeOff, IconPlugOff } from '@tabler/icons-react';
import { useId } from 'react';
import { numberText } from '../number-text.ts';
import { Tag } from '../tag.tsx';
import { GroupTick } from './group-tick.tsx';
import { type Act, type MatrixRowShape, permissionsOf } from './matrix-acts.ts';
import type { MatrixControl } from './matrix-control.ts';
import { MatrixRow } from './matrix-row.tsx';
import type { ModuleView } from './matrix-view.ts';
import { ThingRow } from './thing-row.tsx';
import { TickNotes } from './tick-notes.tsx';

export interface MatrixModuleProps {
  readonly control: MatrixControl;
  readonly moduleKey: string;
  readonly module: ModuleView;
  readonly rows: readonly MatrixRowShape[];
  readonly columns: readonly Act[];
  /** The tick that holds the grid's tab stop. */
  readonly active: string;
  readonly showKeys: boolean;
}

/** A module: one tick for all of it, how many of its permissions are given, and its rows. */
export function MatrixModule(props: MatrixModuleProps) {
  const { control, moduleKey, module, rows, columns, active, showKeys } = props;
  const notesId = useId();
  const all = Object.keys(module.permissions);
  const count = all.filter((permission) => control.view.held.has(permission)).length;
  const tick = `module:${moduleKey}`;
  const hiddenBy = control.view.hidden.get(moduleKey);
  const off = control.model.modulesOff.includes(moduleKey);
  return (
    <tbody className={moduleClass(hiddenBy !== undefined, off)}>
      <tr className="matrix-group">
        <td className="matrix-tick">
          <GroupTick
            control={control}
            name={tick}
            label={`All of ${module.label}`}
            permissions={all}
            describedBy={notesId}
            active={active}
          />
        </td>
        <th scope="rowgroup" colSpan={columns.length + 1}>
          {module.label}{' '}
          <span className="matrix-count">
            {numberText(count)} of {numberText(all.length)}
          </span>
          {off ? (
            <Tag plain icon={<IconPlugOff aria-hidden />}>
              Module off
            </Tag>
          ) : null}
          {off ? (
            <span className="sub matrix-about">
              {module.label} is not switched on. What is ticked here gives nothing until it is.
            </span>
          ) : null}
          {hiddenBy === undefined ? null : (
            <span className="matrix-why danger">
              <IconEyeOff className="i" aria-hidden /> Hidden by “{hiddenBy}” below
            </span>
          )}
          {module.description && !off ? (
            <span className="sub matrix-about">{module.description}</span>
          ) : null}
          <TickNotes control={control} permissions={[]} causes={[tick]} id={notesId} />
        </th>
      </tr>
      {rows.map((row) => {
        if (row.kind === 'thing') {
          return (
            <ThingRow
              key={permissionsOf(row).join()}
              control={control}
              module={module}
              row={row}
              columns={columns}
              active={active}
              showKeys={showKeys}
            />
          );
        }
        const definition = module.permissions[row.permission];
        return definition ? (
          <MatrixRow
            key={row.permission}
            control={control}
            permission={row.permission}
            definition={definition}
            columns={columns.length}
            active={active}
            showKeys={showKeys}
          />
        ) : null;
      })}
    </tbody>
  );
}

function moduleClass(hidden: boolean, off: boolean): string | undefined {
  if (off) return 'matrix-off';
  return hidden ? 'matrix-hidden' : undefined;
}
