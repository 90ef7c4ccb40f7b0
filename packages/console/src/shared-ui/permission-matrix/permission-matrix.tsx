import type { AccessModelView } from '@latchkey/contract';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { numberText } from '../number-text.ts';
import { GroupTick } from './group-tick.tsx';
import { acts, actsIn, moduleRows, permissionsOf } from './matrix-acts.ts';
import { useMatrixControl } from './matrix-control.ts';
import { MatrixFilter } from './matrix-filter.tsx';
import { MatrixModule } from './matrix-module.tsx';
import { noFilter, passing } from './matrix-view.ts';
import { moveFocus } from './move-focus.ts';
import './permission-matrix.css';
import type { SetDraft } from './set-draft.ts';
import { TickNotes } from './tick-notes.tsx';

interface PermissionMatrixProps {
  readonly model: AccessModelView;
  readonly draft: SetDraft;
  /** Restrictions of the set: what they hide is struck through. */
  readonly restrictions: readonly string[];
  /** Left out where the set can only be read. */
  readonly onChange?: ((draft: SetDraft) => void) | undefined;
  /** Names the grid: "Permissions of Promotion team, West". */
  readonly label: string;
}

const allTick = 'all';
const widthForColumns = 600;

/** Every permission of the model by module; what follows from a tick is written under it. */
export function PermissionMatrix(props: PermissionMatrixProps) {
  const { model, draft, restrictions, onChange, label } = props;
  const control = useMatrixControl(model, draft, restrictions, onChange);
  const { view } = control;
  // What is only read is read for what it gives.
  const [filter, setFilter] = useState(onChange ? noFilter : { ...noFilter, given: true });
  const [active, setActive] = useState<string>(allTick);
  const grid = useRef<HTMLTableElement>(null);
  // The window's width stands in until the grid's own is known.
  const box = useElementSize();
  const phone = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const narrow = box.width === 0 ? phone : box.width < widthForColumns;

  const shapes = Object.entries(model.modules).map(([key, module]) => ({
    key,
    module,
    rows: moduleRows(module),
  }));
  const columnsThere = actsIn(shapes.flatMap(({ rows }) => rows));
  const asList = narrow || filter.list || columnsThere.length === 0;
  const columns = asList ? [] : columnsThere;
  const modules = shapes.map(({ key, module, rows }) => {
    const shown = passing(module, filter, view);
    const permissions = Object.keys(module.permissions);
    const listed = permissions.map((permission) => ({ kind: 'single' as const, permission }));
    const passed = (asList ? listed : rows).filter((row) =>
      permissionsOf(row).some((permission) => shown.has(permission)),
    );
    return { key, module, rows: passed };
  });
  const count = view.all.filter((permission) => view.held.has(permission)).length;
  // The tab stop is always on a tick that is there.
  const stops = new Set([
    allTick,
    ...modules.flatMap(({ key, rows }) =>
      rows.length > 0 ? [`module:${key}`, ...rows.flatMap(permissionsOf)] : [],
    ),
  ]);
  const tabStop = stops.has(active) ? active : allTick;

  return (
    <div className="stack">
      <MatrixFilter
        filter={filter}
        onChange={setFilter}
        changes={view.added.size + view.removed.size}
        risky={Object.values(model.modules).some((module) =>
          Object.values(module.permissions).some((permission) => permission.risk),
        )}
        columns={!narrow && columnsThere.length > 0}
      />
      <div ref={box.ref} className="frame matrix-box">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys move over its ticks
          role="grid"
          aria-label={label}
          aria-readonly={onChange ? undefined : true}
          className={asList ? 'matrix' : 'matrix matrix-columns'}
          onKeyDown={(event) => moveFocus(event, grid.current)}
          onFocus={(event) => setActive(event.target.dataset['tick'] ?? active)}
        >
          <thead>
            <tr>
              <th scope="col" className="matrix-tick">
                <GroupTick
                  control={control}
                  name={allTick}
                  label="All permissions"
                  permissions={view.all}
                  active={tabStop}
                />
              </th>
              <th scope="col">
                All modules{' '}
                <span className="matrix-count">
                  {numberText(count)} of {numberText(view.all.length)}
                </span>
                <TickNotes control={control} permissions={[]} causes={[allTick]} id="all-notes" />
              </th>
              {columns.map((act) => (
                <th key={act} scope="col" className="matrix-act">
                  {acts.find(({ key }) => key === act)?.label}
                </th>
              ))}
            </tr>
          </thead>
          {modules.map(({ key, module, rows }) =>
            rows.length > 0 ? (
              <MatrixModule
                key={key}
                control={control}
                moduleKey={key}
                module={module}
                rows={rows}
                columns={columns}
                active={tabStop}
                showKeys={filter.keys}
              />
            ) : null,
          )}
        </table>
        {modules.every(({ rows }) => rows.length === 0) ? (
          <p className="pad sub">No permission matches.</p>
        ) : null}
        {onChange && (view.locked.size > 0 || view.notYours.size > 0 || columns.length > 0) ? (
          <footer className="matrix-legend">
            {view.locked.size > 0 ? (
              <span>
                <IconLock className="i" aria-hidden /> Included in another permission
              </span>
            ) : null}
            {columns.length > 0 ? (
              <span>
                <span aria-hidden>·</span> Does not exist here
              </span>
            ) : null}
            {view.notYours.size > 0 ? (
              <span>
                <span className="matrix-dashed" aria-hidden /> Not yours to give
              </span>
            ) : null}
          </footer>
        ) : null}
      </div>
    </div>
  );
}
