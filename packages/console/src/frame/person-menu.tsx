import type { Session } from '@latchkey/contract';
import { Menu } from '@mantine/core';
import { IconId, IconLogout, IconMail, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../api/model-words.ts';
import { Initials } from '../shared-ui/initials.tsx';
import { ThemeItems } from './theme-items.tsx';
import { useSignOut } from './use-sign-out.ts';

/** The person who is signed in: account, theme, sign out. */
export function PersonMenu({ session }: { session: Session }) {
  const signOut = useSignOut();
  const { member } = session;
  const words = useWords();
  return (
    <Menu position="top-start" width={200} portalProps={{ target: '#content' }}>
      <Menu.Target>
        <button type="button" className="app-person">
          <Initials name={member.name} you size="small" />
          <span>
            <b className="ellipsis">{member.name}</b>
            <span className="dim">{session.visit ? 'Operator' : words[member.role]}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/your-access" leftSection={<IconId className="i" />}>
          Your access
        </Menu.Item>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle className="i" />}>
          Account
        </Menu.Item>
        {session.features.mailbox ? (
          <Menu.Item component={Link} to="/mailbox" leftSection={<IconMail className="i" />}>
            Mailbox
          </Menu.Item>
        ) : null}
        <Menu.Divider />
        <ThemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout className="i" />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
