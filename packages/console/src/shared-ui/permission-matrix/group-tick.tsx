import { Checkbox } from '@mantine/core';
import type { MatrixControl } from './matrix-control.ts';

interface GroupTickProps {
  readonly control: MatrixControl;
  /** Names the tick: `all` or `module:campaigns`. */
  readonly name: string;
  readonly label: string;
  readonly permissions: readonly string[];
  readonly describedBy?: string;
  readonly active: string;
}

/** One tick for many permissions, as far as the author may give them. */
export function GroupTick(props: GroupTickProps) {
  const { control, name, label, permissions, describedBy, active } = props;
  const { view, editable, wish } = control;
  const free = permissions.filter((permission) => !view.notYours.has(permission));
  const count = permissions.filter((permission) => view.held.has(permission)).length;
  const some = count > 0 && count < permissions.length;
  const fixed = !editable || free.length === 0;
  return (
    <Checkbox
      aria-label={label}
      aria-describedby={describedBy}
      aria-checked={some ? 'mixed' : count > 0}
      data-tick={name}
      data-column={0}
      tabIndex={active === name ? 0 : -1}
      checked={count > 0 && !some}
      indeterminate={some}
      aria-disabled={fixed || undefined}
      onChange={() => {
        // A second press on what is ticked as far as the author may clears it again.
        if (!fixed) wish(name, free, !free.every((permission) => view.held.has(permission)));
      }}
    />
  );
}
