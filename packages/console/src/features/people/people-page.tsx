import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useParams } from '@tanstack/react-router';
import { manages, useSession } from '../../api/session.ts';
import { WithDrawer } from '../../shared-ui/drawer.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { memberCountQuery, waitingCountQuery } from './count-queries.ts';
import { InvitationList } from './invitations/invitation-list.tsx';
import { MemberList } from './list/member-list.tsx';
import { OneOwnerNote } from './one-owner-note.tsx';
import '../../shared-ui/tabs.css';

const route = getRouteApi('/frame/people');

export function PeoplePage() {
  const { tab } = route.useSearch();
  const session = useSession();
  const memberId = useParams({ strict: false, select: (params) => params.memberId });
  const mayInvite = session.member.role === 'owner' || manages(session, 'access.member.invite');
  return (
    <WithDrawer drawer={memberId ? <Outlet /> : null}>
      <PageHeader
        title="People"
        acts={
          mayInvite ? (
            <Button
              component={Link}
              to="/people/add"
              variant="filled"
              leftSection={<IconUserPlus />}
            >
              Add people
            </Button>
          ) : null
        }
      />
      <PeopleTabs invitations={tab === 'invitations'} />
      <PageBody>
        <OneOwnerNote />
        {tab === 'invitations' ? <InvitationList /> : <MemberList openId={memberId} />}
      </PageBody>
    </WithDrawer>
  );
}

function PeopleTabs({ invitations }: { invitations: boolean }) {
  const members = useQuery(memberCountQuery).data;
  const waiting = useQuery(waitingCountQuery).data;
  return (
    <nav className="tabs" aria-label="People and invitations">
      <Link to="/people" search={{}} activeProps={currentIf(!invitations)}>
        People {members === undefined ? null : <span className="count">{numberText(members)}</span>}
      </Link>
      <Link to="/people" search={{ tab: 'invitations' }} activeProps={currentIf(invitations)}>
        Invitations{' '}
        {waiting === undefined ? null : <span className="count">{numberText(waiting)}</span>}
      </Link>
    </nav>
  );
}

/** Both tabs lie on the same path, so the link itself cannot know which one is current. */
const currentIf = (current: boolean) => ({
  'aria-current': current ? ('page' as const) : undefined,
});
