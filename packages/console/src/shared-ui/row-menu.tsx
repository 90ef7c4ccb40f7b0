import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface RowAct {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  /** Why it cannot be done; the act stays visible with its reason. */
  readonly reason?: string | null;
  readonly onPress: () => void;
}

interface RowMenuProps {
  readonly name: string;
  readonly acts: readonly RowAct[];
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** What can be done with one row; dangerous acts stand last, below a line. */
export function RowMenu({ name, acts, opened, onChange }: RowMenuProps) {
  const safe = acts.filter((act) => !act.danger);
  const dangerous = acts.filter((act) => act.danger);
  const item = (act: RowAct) => (
    <Menu.Item
      key={act.label}
      leftSection={act.icon}
      disabled={act.reason !== undefined && act.reason !== null}
      onClick={act.onPress}
      {...(act.danger ? { 'data-danger': true } : {})}
    >
      {act.label}
      {act.reason ? <div className="sub">{act.reason}</div> : null}
    </Menu.Item>
  );
  return (
    <Menu
      opened={opened}
      onChange={onChange}
      width={232}
      portalProps={{ target: '#content' }}
      // Without "keydown": the key that opens the menu from the row would close it at once.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} color="petrol">
          <IconDotsVertical />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        {safe.map(item)}
        {safe.length > 0 && dangerous.length > 0 ? <Menu.Divider /> : null}
        {dangerous.map(item)}
      </Menu.Dropdown>
    </Menu>
  );
}
