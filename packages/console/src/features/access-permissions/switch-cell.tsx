import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { Switch } from '@mantine/core';
import { modelGraph, permissionLabel } from '../../shared-ui/permission-matrix/model-graph.ts';
import { isOn, type Switched } from './switch-change.ts';

interface SwitchCellProps {
  readonly model: AccessModelView;
  readonly set: PermissionSet;
  readonly switched: Switched;
  readonly label: string;
  /** Restrictions that take it away although it is on. */
  readonly hiddenBy?: readonly string[];
  readonly onPress: () => void;
}

/** One switch of one role. Where it cannot be pressed it stays to be read, and says why. */
export function SwitchCell({
  model,
  set,
  switched,
  label,
  hiddenBy = [],
  onPress,
}: SwitchCellProps) {
  const on = isOn(model, set, switched);
  const source = sourceOf(model, set, switched);
  const fixed = set.cannotChange !== null || source !== null;
  const note =
    hiddenBy.length > 0 && on
      ? `hidden by ${new Intl.ListFormat('en').format(hiddenBy)}`
      : source === null
        ? null
        : `comes with ${source}`;
  return (
    <div className={hiddenBy.length > 0 && on ? 'role-switch role-hidden' : 'role-switch'}>
      <Switch
        checked={on}
        aria-label={`${label} for ${set.name}`}
        aria-disabled={fixed || undefined}
        className={fixed ? 'role-fixed' : undefined}
        onChange={() => {
          if (!fixed) onPress();
        }}
      />
      {note === null ? null : <span className="role-note">{note}</span>}
    </div>
  );
}

/** What brings a permission along that is not given by itself. */
function sourceOf(model: AccessModelView, set: PermissionSet, switched: Switched): string | null {
  if (switched.kind === 'restriction' || set.permissions.includes(switched.permission)) return null;
  const source = set.permissions.find((each) =>
    modelGraph(model).closure([each]).includes(switched.permission),
  );
  return source === undefined ? null : permissionLabel(model, source);
}
