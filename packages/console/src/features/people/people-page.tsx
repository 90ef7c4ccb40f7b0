import { Button } from '@mantine/core';
import { IconFileUpload, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useLinkProps, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { inSentence, useWords } from '../../api/model-words.ts';
import { manages, useSession } from '../../api/session.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import { WithDrawer } from '../../shared-ui/drawer.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { memberCountQuery, waitingCountQuery } from './count-queries.ts';
import { InvitationList } from './invitations/invitation-list.tsx';
import { MemberList } from './list/member-list.tsx';
import { filterText } from './member-query.ts';
import { OneOwnerNote } from './one-owner-note.tsx';
import type { PeopleSearch } from './people-search.ts';
import '../../shared-ui/tabs.css';

const route = getRouteApi('/frame/people');

export function PeoplePage() {
  const search = route.useSearch();
  const { tab } = search;
  const session = useSession();
  const words = useWords();
  const memberId = useParams({ strict: false, select: (params) => params.memberId });
  const mayChange = session.member.role === 'owner' || manages(session, 'access.member.change');
  const mayAdd =
    session.member.role === 'owner' ||
    manages(session, 'access.member.invite') ||
    manages(session, 'access.member.propose');
  return (
    <WithDrawer drawer={memberId ? <Outlet /> : null}>
      <PageHeader
        title={words.people}
        crumb={<PageTrail page="people" />}
        acts={
          <Changing>
            {mayChange ? (
              <Button
                leftSection={<IconFileUpload />}
                renderRoot={(props) => (
                  <Link
                    to="/imports/new"
                    search={{ kind: 'people', mode: 'add', people: filterText(search) }}
                    {...props}
                  />
                )}
              >
                Update by file
              </Button>
            ) : null}
            {mayAdd ? (
              <Button
                component={Link}
                to="/people/add"
                variant="filled"
                leftSection={<IconUserPlus />}
              >
                {words.addPeople}
              </Button>
            ) : null}
          </Changing>
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
  const words = useWords();
  return (
    <nav className="tabs" aria-label={`${words.people} and ${inSentence(words.invitations)}`}>
      <TabLink search={{}} current={!invitations}>
        {words.people}{' '}
        {members === undefined ? null : <span className="count">{numberText(members)}</span>}
      </TabLink>
      <TabLink search={{ tab: 'invitations' }} current={invitations}>
        {words.invitations}{' '}
        {waiting === undefined ? null : <span className="count">{numberText(waiting)}</span>}
      </TabLink>
    </nav>
  );
}

interface TabLinkProps {
  readonly search: PeopleSearch;
  readonly current: boolean;
  readonly children: ReactNode;
}

/** Both tabs lie on one path, so the router cannot know which of them is current. */
function TabLink({ search, current, children }: TabLinkProps) {
  const link = useLinkProps({ to: '/people', search });
  return (
    <a {...link} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
