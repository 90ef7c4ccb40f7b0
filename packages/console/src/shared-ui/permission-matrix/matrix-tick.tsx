import { Checkbox } from '@mantine/core';
import type { MatrixControl } from './matrix-control.ts';

interface MatrixTickProps {
  readonly control: MatrixControl;
  readonly permission: string;
  readonly label: string;
  readonly describedBy: string;
  /** The tick that holds the grid's tab stop. */
  readonly active: string;
  readonly column: number;
}

/** The tick of one permission; one that cannot be changed says why and can still be reached. */
export function MatrixTick(props: MatrixTickProps) {
  const { control, permission, label, describedBy, active, column } = props;
  const { view, editable, wish } = control;
  const held = view.held.has(permission);
  const fixed = !editable || view.locked.has(permission) || view.notYours.has(permission);
  return (
    <Checkbox
      aria-label={label}
      aria-describedby={describedBy}
      data-tick={permission}
      data-column={column}
      tabIndex={active === permission ? 0 : -1}
      checked={held}
      aria-disabled={fixed || undefined}
      onChange={() => {
        if (!fixed) wish(permission, [permission], !held);
      }}
    />
  );
}
