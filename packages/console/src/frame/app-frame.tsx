import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useAccessModel } from '../api/access-model.ts';
import { waitingRequestsQuery } from '../api/requests.ts';
import { useSession } from '../api/session.ts';
import { numberText } from '../shared-ui/number-text.ts';
import { PageLoading } from '../shared-ui/page-loading.tsx';
import './app-frame.css';
import { navigationFor } from './navigation.ts';
import { PersonMenu } from './person-menu.tsx';
import { SelfServeBanner } from './self-serve-banner.tsx';
import { SessionEndedDialog } from './session-ended-dialog.tsx';
import { VisitBanner } from './visit-banner.tsx';

/** The console around a page: where one can go at the start edge, the page beside it. */
export function AppFrame() {
  const session = useSession();
  const items = navigationFor(session, useAccessModel());
  const [moreOpened, more] = useDisclosure(false);
  const { organization } = session;
  return (
    <div className="app">
      <a className="app-skip" href="#content">
        Skip to the page
      </a>
      <nav className="app-nav" aria-label="Console">
        <div className="app-organization">
          <span className="initials app-mark" aria-hidden>
            {organization.name.slice(0, 1)}
          </span>
          <span className="app-organization-name">
            <b className="ellipsis">{organization.name}</b>
            <span className="sub ellipsis">on {organization.platformName}</span>
          </span>
        </div>
        <ul className="app-links">
          {items.map((item, index) => (
            <li key={item.to} className={index > 3 ? 'only-wide' : undefined}>
              <Link to={item.to} className="app-link" activeProps={{ 'aria-current': 'page' }}>
                <item.icon className="i" aria-hidden />
                {item.label}
                {item.to === '/requests' ? <WaitingCount /> : null}
              </Link>
            </li>
          ))}
          <li className="only-phone">
            <button type="button" className="app-link" onClick={more.open} aria-haspopup="dialog">
              <IconDots className="i" aria-hidden />
              More
            </button>
          </li>
        </ul>
        <div className="app-foot">
          <PersonMenu session={session} />
        </div>
      </nav>
      <Drawer
        opened={moreOpened}
        onClose={more.close}
        position="bottom"
        size="auto"
        title={organization.name}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ul className="app-more">
          {items.slice(4).map((item) => (
            <li key={item.to}>
              <Link
                to={item.to}
                className="app-link"
                activeProps={{ 'aria-current': 'page' }}
                onClick={more.close}
              >
                <item.icon className="i" aria-hidden />
                {item.label}
              </Link>
            </li>
          ))}
        </ul>
        <PersonMenu session={session} />
      </Drawer>
      <main id="content" className="app-main" tabIndex={-1}>
        {session.visit ? (
          <VisitBanner organization={organization} visit={session.visit} />
        ) : organization.selfServe ? null : (
          <SelfServeBanner organization={organization} />
        )}
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <SessionEndedDialog />
    </div>
  );
}

/** How many requests wait, where there are any: nobody's wish lies buried. */
function WaitingCount() {
  const waiting = useQuery(waitingRequestsQuery).data ?? 0;
  if (waiting === 0) return null;
  return (
    <span className="app-count">
      {numberText(waiting)}
      <span className="sr"> waiting</span>
    </span>
  );
}
