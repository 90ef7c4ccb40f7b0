import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { numberText } from '../number-text.ts';
import type { MatrixFilterState } from './matrix-view.ts';

interface MatrixFilterProps {
  readonly filter: MatrixFilterState;
  readonly onChange: (filter: MatrixFilterState) => void;
  readonly changes: number;
  readonly risky: boolean;
  /** Whether the permissions can stand in columns. */
  readonly columns: boolean;
}

/** Search, and which permissions to show. */
export function MatrixFilter({ filter, onChange, changes, risky, columns }: MatrixFilterProps) {
  const pressed = (name: 'given' | 'risky' | 'changed' | 'keys' | 'list', label: string) => (
    <Button
      size="xs"
      className="matrix-filter"
      aria-pressed={filter[name]}
      onClick={() => onChange({ ...filter, [name]: !filter[name] })}
    >
      {label}
    </Button>
  );
  return (
    <search className="line">
      <TextInput
        type="search"
        aria-label="Search permissions"
        placeholder="Search permissions"
        className="matrix-search"
        leftSection={<IconSearch className="i" aria-hidden />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
      {pressed('given', 'Only given')}
      {risky ? pressed('risky', 'Only risky') : null}
      {changes > 0 || filter.changed
        ? pressed('changed', `Only changed (${numberText(changes)})`)
        : null}
      {pressed('keys', 'Show keys')}
      {columns ? pressed('list', 'One per row') : null}
    </search>
  );
}
