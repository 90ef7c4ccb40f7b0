import type { OperatorSession } from '@latchkey/contract';
import { Menu } from '@mantine/core';
import {
  IconBuildings,
  IconDoorEnter,
  IconKey,
  IconLogout,
  IconMail,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useOperator } from '../api/operator.ts';
import { request } from '../api/request.ts';
import { Initials } from '../shared-ui/initials.tsx';
import { PageLoading } from '../shared-ui/page-loading.tsx';
import './app-frame.css';
import { ThemeItems } from './theme-items.tsx';
import { useSignOut } from './use-sign-out.ts';

const items = [
  { to: '/operator/organizations', label: 'Organizations', icon: IconBuildings },
  { to: '/operator/people', label: 'People', icon: IconUsers },
  { to: '/operator/platform-keys', label: 'Platform keys', icon: IconKey },
] as const;

/** The console above the organizations: three pages, and nothing of any organization but its sizes. */
export function OperatorFrame() {
  const operator = useOperator();
  return (
    <div className="app">
      <a className="app-skip" href="#content">
        Skip to the page
      </a>
      <nav className="app-nav" aria-label="Operator console">
        <div className="app-organization">
          <span className="initials app-mark" aria-hidden>
            {operator.platformName.slice(0, 1)}
          </span>
          <span className="app-organization-name">
            <b className="ellipsis">{operator.platformName}</b>
            <span className="sub ellipsis">Operator console</span>
          </span>
        </div>
        <ul className="app-links">
          {items.map((item) => (
            <li key={item.to}>
              <Link to={item.to} className="app-link" activeProps={{ 'aria-current': 'page' }}>
                <item.icon className="i" aria-hidden />
                {item.label}
              </Link>
            </li>
          ))}
          <li className="only-phone">
            <OperatorMenu operator={operator} short />
          </li>
        </ul>
        <div className="app-foot">
          <OperatorMenu operator={operator} />
        </div>
      </nav>
      <main id="content" className="app-main" tabIndex={-1}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** The operator: own organizations, theme, sign out. */
function OperatorMenu({
  operator,
  short = false,
}: {
  operator: OperatorSession;
  /** One entry of a phone's bar. */
  short?: boolean;
}) {
  const signOut = useSignOut();
  const router = useRouter();
  const queryClient = useQueryClient();
  const enter = useMutation({
    mutationFn: (organizationId: string) =>
      request('POST', '/v1/sign-in/organization', { body: { organizationId } }),
    onSuccess: () => {
      queryClient.clear();
      router.history.push('/');
    },
  });
  return (
    <Menu position="top-start" width={220} portalProps={{ target: '#content' }}>
      <Menu.Target>
        <button type="button" className={short ? 'app-link' : 'app-person'}>
          <Initials name={operator.name} you size="small" />
          {short ? (
            'You'
          ) : (
            <span>
              <b className="ellipsis">{operator.name}</b>
              <span className="dim">Operator</span>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {operator.organizations.length > 0 ? (
          <>
            <Menu.Label>Your own organizations</Menu.Label>
            {operator.organizations.map(({ id, name }) => (
              <Menu.Item
                key={id}
                leftSection={<IconDoorEnter className="i" />}
                onClick={() => enter.mutate(id)}
              >
                {name}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        ) : null}
        {operator.features.mailbox ? (
          <Menu.Item component={Link} to="/mailbox" leftSection={<IconMail className="i" />}>
            Mailbox
          </Menu.Item>
        ) : null}
        <ThemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout className="i" />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
