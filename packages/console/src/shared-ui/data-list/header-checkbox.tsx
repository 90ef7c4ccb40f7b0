import { Checkbox, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { numberText } from '../number-text.ts';
import type { SelectionState } from './selection.ts';

interface HeaderCheckboxProps {
  readonly name: string;
  readonly selection: SelectionState;
  readonly selectable: readonly string[];
  readonly total: number;
}

/** Selects the page; the menu beside it selects everything that matches. */
export function HeaderCheckbox({ name, selection, selectable, total }: HeaderCheckboxProps) {
  const selected = selectable.filter(selection.has).length;
  const all = selectable.length > 0 && selected === selectable.length;
  return (
    <span className="data-list-head-check">
      <Checkbox
        aria-label={`Select this page of ${name.toLowerCase()}`}
        checked={all}
        indeterminate={!all && selection.count > 0}
        disabled={selectable.length === 0}
        onChange={() => selection.setRows(selectable, !all)}
      />
      <Menu position="bottom-start" width={240} portalProps={{ target: '#content' }}>
        <Menu.Target>
          <button type="button" className="data-list-head-menu" aria-label="More ways to select">
            <IconChevronDown className="i" aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => selection.setRows(selectable, true)}>
            This page ({numberText(selectable.length)})
          </Menu.Item>
          <Menu.Item onClick={() => selection.selectMatching(total)}>
            All {numberText(total)} matching
          </Menu.Item>
          <Menu.Item onClick={selection.clear}>None</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
