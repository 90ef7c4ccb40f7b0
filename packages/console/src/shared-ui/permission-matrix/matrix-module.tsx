import type { AccessModelView } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';
import { Checkbox } from '@mantine/core';
import { numberText } from '../number-text.ts';
import { MatrixRow } from './matrix-row.tsx';
import type { MatrixView, ModuleView, PermissionView } from './matrix-view.ts';
import { type SetDraft, toggleAll } from './set-draft.ts';

export interface MatrixModuleProps {
  readonly moduleKey: string;
  readonly module: ModuleView;
  readonly shown: readonly (readonly [string, PermissionView])[];
  readonly model: AccessModelView;
  readonly graph: PermissionGraph;
  readonly draft: SetDraft;
  readonly view: MatrixView;
  /** The tick that holds the grid's tab stop. */
  readonly active: string;
  readonly showKeys: boolean;
  readonly onChange: ((draft: SetDraft) => void) | undefined;
}

/** A module: one tick for all of it, and how many of its permissions are given. */
export function MatrixModule(props: MatrixModuleProps) {
  const { moduleKey, module, shown, graph, draft, view, active, onChange } = props;
  const all = Object.keys(module.permissions);
  const free = all.filter((permission) => !view.notYours.has(permission));
  const count = all.filter((permission) => view.held.has(permission)).length;
  const tick = `module:${moduleKey}`;
  return (
    <tbody>
      <tr className="matrix-group">
        <td className="matrix-tick">
          <Checkbox
            aria-label={`All of ${module.label}`}
            data-tick={tick}
            tabIndex={active === tick ? 0 : -1}
            checked={count === all.length}
            indeterminate={count > 0 && count < all.length}
            aria-disabled={onChange && free.length > 0 ? undefined : true}
            onChange={(event) =>
              onChange?.(toggleAll(draft, graph, free, event.currentTarget.checked))
            }
          />
        </td>
        <th scope="rowgroup">
          {module.label}{' '}
          <span className="matrix-count">
            {numberText(count)} of {numberText(all.length)}
          </span>
          {module.description ? (
            <span className="sub matrix-about">{module.description}</span>
          ) : null}
        </th>
      </tr>
      {shown.map(([permission, definition]) => (
        <MatrixRow key={permission} {...props} permission={permission} definition={definition} />
      ))}
    </tbody>
  );
}
