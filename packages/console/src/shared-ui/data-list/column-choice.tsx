import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { DataListColumn } from './data-list-column.ts';
import type { useColumns } from './use-columns.ts';

interface ColumnChoiceProps<Row> {
  readonly columns: readonly DataListColumn<Row>[];
  readonly choice: ReturnType<typeof useColumns<Row>>;
}

export function ColumnChoice<Row>({ columns, choice }: ColumnChoiceProps<Row>) {
  return (
    <Popover position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconColumns3 />} className="only-wide">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <div className="stack">
          {columns
            .filter((column) => !column.fixed)
            .map((column) => (
              <Checkbox
                key={column.key}
                label={column.label}
                checked={choice.isShown(column.key)}
                onChange={() => choice.toggle(column.key)}
              />
            ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
