import { Checkbox, Tooltip } from '@mantine/core';

interface RowCheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  /** Why this row cannot be selected. */
  readonly reason: string | null;
  readonly onToggle: () => void;
}

/** A checkbox that cannot be ticked is dashed, can be focused, and says why. */
export function RowCheckbox({ label, checked, reason, onToggle }: RowCheckboxProps) {
  if (reason === null) {
    return <Checkbox aria-label={label} checked={checked} onChange={onToggle} />;
  }
  return (
    <Tooltip label={reason} position="bottom-start">
      <Checkbox
        aria-label={`${label}: ${reason}`}
        aria-disabled="true"
        checked={false}
        onChange={() => undefined}
      />
    </Tooltip>
  );
}
