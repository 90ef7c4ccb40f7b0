import { IconX } from '@tabler/icons-react';
import './filter-chip.css';

interface FilterChipProps {
  readonly label: string;
  readonly value: string;
  readonly onRemove: () => void;
}

export function FilterChip({ label, value, onRemove }: FilterChipProps) {
  return (
    <span className="filter-chip">
      <span>
        <span className="filter-chip-label">{label}</span> {value}
      </span>
      <button type="button" aria-label={`Remove filter ${label} ${value}`} onClick={onRemove}>
        <IconX className="i" aria-hidden />
      </button>
    </span>
  );
}
