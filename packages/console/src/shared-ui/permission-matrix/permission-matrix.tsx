import type { AccessModelView } from '@latchkey/contract';
import { Checkbox } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { numberText } from '../number-text.ts';
import { MatrixFilter } from './matrix-filter.tsx';
import { MatrixModule } from './matrix-module.tsx';
import { type MatrixView, noFilter, shownPermissions } from './matrix-view.ts';
import { modelGraph } from './model-graph.ts';
import './permission-matrix.css';
import { draftDiff, mayGive, type SetDraft, toggleAll } from './set-draft.ts';

interface PermissionMatrixProps {
  readonly model: AccessModelView;
  readonly draft: SetDraft;
  /** Left out where the set can only be read. */
  readonly onChange?: ((draft: SetDraft) => void) | undefined;
  /** Names the grid: "Permissions of Promotion team, West". */
  readonly label: string;
}

/** Every permission of the model by module; what follows from a tick is written under it. */
export function PermissionMatrix({ model, draft, onChange, label }: PermissionMatrixProps) {
  const graph = modelGraph(model);
  // What is only read is read for what it gives.
  const [filter, setFilter] = useState(onChange ? noFilter : { ...noFilter, given: true });
  const [active, setActive] = useState('all');
  const grid = useRef<HTMLTableElement>(null);

  const view = useMemo((): MatrixView => {
    const diff = draftDiff(draft, graph);
    const held = new Set(graph.closure(draft.permissions));
    const all = Object.values(model.modules).flatMap((module) => Object.keys(module.permissions));
    return {
      held,
      added: new Set(diff.added),
      removed: new Set(diff.removed),
      locked: graph.locked(draft.permissions),
      problems: graph.problems(draft.permissions),
      notYours: new Set(all.filter((permission) => !mayGive(model.held, graph, permission))),
      all,
    };
  }, [model, draft, graph]);

  const free = view.all.filter((permission) => !view.notYours.has(permission));
  const count = view.all.filter((permission) => view.held.has(permission)).length;
  const modules = Object.entries(model.modules).map(([key, module]) => ({
    key,
    module,
    shown: shownPermissions(module, filter, view),
  }));

  return (
    <div className="stack">
      <MatrixFilter
        filter={filter}
        onChange={setFilter}
        changes={view.added.size + view.removed.size}
        risky={Object.values(model.modules).some((module) =>
          Object.values(module.permissions).some((permission) => permission.risk),
        )}
      />
      <div className="frame matrix-box">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrow keys move over its ticks
          role="grid"
          aria-label={label}
          aria-readonly={onChange ? undefined : true}
          className="matrix"
          onKeyDown={(event) => moveFocus(event, grid.current)}
          onFocus={(event) => setActive(event.target.dataset['tick'] ?? active)}
        >
          <thead>
            <tr>
              <th scope="col" className="matrix-tick">
                <Checkbox
                  aria-label="All permissions"
                  data-tick="all"
                  tabIndex={active === 'all' ? 0 : -1}
                  checked={count === view.all.length && count > 0}
                  indeterminate={count > 0 && count < view.all.length}
                  aria-disabled={onChange ? undefined : true}
                  onChange={(event) =>
                    onChange?.(toggleAll(draft, graph, free, event.currentTarget.checked))
                  }
                />
              </th>
              <th scope="col">
                All modules{' '}
                <span className="matrix-count">
                  {numberText(count)} of {numberText(view.all.length)}
                </span>
              </th>
            </tr>
          </thead>
          {modules.map(({ key, module, shown }) =>
            shown.length > 0 ? (
              <MatrixModule
                key={key}
                moduleKey={key}
                module={module}
                shown={shown}
                model={model}
                graph={graph}
                draft={draft}
                view={view}
                active={active}
                showKeys={filter.keys}
                onChange={onChange}
              />
            ) : null,
          )}
        </table>
        {modules.every(({ shown }) => shown.length === 0) ? (
          <p className="pad sub">No permission matches.</p>
        ) : null}
        {onChange && (view.locked.size > 0 || view.notYours.size > 0) ? (
          <footer className="matrix-legend">
            <span>
              <IconLock className="i" aria-hidden /> Included in another permission
            </span>
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

const ways: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** One tab stop for the whole grid: the arrows move from tick to tick. */
function moveFocus(event: KeyboardEvent, grid: HTMLElement | null) {
  const way = ways[event.key];
  if (!way || !grid) return;
  const ticks = [...grid.querySelectorAll<HTMLInputElement>('input[data-tick]')];
  const at = ticks.findIndex((tick) => tick.matches(':focus'));
  if (at < 0) return;
  event.preventDefault();
  ticks[way(at, ticks.length - 1)]?.focus();
}
