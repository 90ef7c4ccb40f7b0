import type { Session } from '@latchkey/contract';
import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconId, IconLogout, IconMail, IconUserCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../api/model-words.ts';
import { request } from '../api/request.ts';
import { Initials } from '../shared-ui/initials.tsx';

const schemes = [
  ['auto', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** The person who is signed in: account, theme, sign out. */
export function PersonMenu({ session }: { session: Session }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = async () => {
    await request<null>('POST', '/v1/sign-out');
    queryClient.clear();
    await navigate({ to: '/sign-in', search: {} });
  };
  const { member } = session;
  const words = useWords();
  return (
    <Menu position="top-start" width={200} portalProps={{ target: '#content' }}>
      <Menu.Target>
        <button type="button" className="app-person">
          <Initials name={member.name} you size="small" />
          <span>
            <b className="ellipsis">{member.name}</b>
            <span className="dim">{words[member.role]}</span>
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
        <Menu.Label>Theme</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) =>
            setColorScheme(schemes.find(([key]) => key === value)?.[0] ?? 'auto')
          }
        >
          {schemes.map(([scheme, label]) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout className="i" />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
