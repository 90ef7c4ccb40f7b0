import type { RequestListItem } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLinkProps } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../api/model-words.ts';
import { waitingRequestsQuery } from '../../api/requests.ts';
import { useSession } from '../../api/session.ts';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { WithDrawer } from '../../shared-ui/drawer.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import '../../shared-ui/tabs.css';
import { RequestDrawer } from './request-drawer.tsx';
import { requestsQuery } from './request-queries.ts';
import { RequestState } from './request-state.tsx';
import './requests.css';
import type { RequestsSearch } from './requests-search.ts';

const route = getRouteApi('/frame/requests');

/** What waits for an owner's yes, and what became of the rest. */
export function RequestsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const owner = useSession().member.role === 'owner';
  const words = useWords();
  const query = useQuery(requestsQuery(search));
  const [from, setFrom] = useState(1);
  const decided = search.state === 'decided';
  const open = (item: RequestListItem) =>
    void navigate({ search: { ...search, request: item.id } });

  const columns: readonly DataListColumn<RequestListItem>[] = [
    {
      key: 'who',
      label: 'For whom',
      heading: true,
      fixed: true,
      maxWidth: 320,
      cell: (item) => (
        <button type="button" className="request-open" onClick={() => open(item)}>
          <b className="ellipsis">{peopleOf(item)}</b>
          <span className="sub ellipsis">{item.reason}</span>
        </button>
      ),
    },
    { key: 'by', label: 'Asked by', cell: (item) => (item.mine ? 'You' : item.requestedBy.name) },
    { key: 'at', label: 'Asked', cell: (item) => <Timestamp at={item.requestedAt} /> },
    decided
      ? {
          key: 'state',
          label: 'Outcome',
          cell: (item) => <RequestState state={item.state} changed={item.changed} />,
        }
      : { key: 'lapses', label: 'Lapses', cell: (item) => <Timestamp at={item.lapsesAt} /> },
    ...(decided
      ? [
          {
            key: 'decided',
            label: 'Decided by',
            secondary: true,
            cell: (item: RequestListItem) => item.decidedBy ?? '—',
          },
        ]
      : []),
  ];

  return (
    <WithDrawer
      drawer={
        search.request ? (
          <RequestDrawer
            key={search.request}
            id={search.request}
            onClose={() => void navigate({ search: { ...search, request: undefined } })}
          />
        ) : null
      }
    >
      <PageHeader
        title="Requests"
        lead={
          owner
            ? 'People whom somebody would like to have here. Nobody is invited before an owner approves.'
            : 'What you asked for, and what became of it.'
        }
      />
      <RequestTabs decided={decided} />
      <PageBody>
        <div className="requests-list">
          <DataList
            name="Requests"
            columns={columns}
            query={query}
            rowKey={(item) => item.id}
            rowName={peopleOf}
            openKey={search.request}
            empty={
              decided ? (
                <EmptyState title="Nothing has been decided yet">
                  What is approved, declined, withdrawn or has lapsed is kept here.
                </EmptyState>
              ) : (
                <EmptyState title="Nothing waits">
                  {owner
                    ? 'Whoever may propose people, but not add them, puts them before the owners. They wait here.'
                    : `Propose people with ${words.addPeople}; an owner decides.`}
                </EmptyState>
              )
            }
            pager={{
              from,
              onGo: (cursor, first) => {
                setFrom(first);
                void navigate({ search: { ...search, cursor } });
              },
            }}
          />
        </div>
      </PageBody>
    </WithDrawer>
  );
}

const peopleOf = ({ people }: RequestListItem) => {
  const [first] = people;
  const name = first ? first.name || first.address : '';
  return people.length < 2 ? name : `${name} and ${peopleText(people.length - 1)} more`;
};

function RequestTabs({ decided }: { decided: boolean }) {
  const waiting = useQuery(waitingRequestsQuery).data;
  return (
    <nav className="tabs" aria-label="Requests">
      <TabLink search={{}} current={!decided}>
        Waiting{' '}
        {waiting === undefined ? null : <span className="count">{numberText(waiting)}</span>}
      </TabLink>
      <TabLink search={{ state: 'decided' }} current={decided}>
        Decided
      </TabLink>
    </nav>
  );
}

function TabLink(props: { search: RequestsSearch; current: boolean; children: ReactNode }) {
  const link = useLinkProps({ to: '/requests', search: props.search });
  return (
    <a {...link} aria-current={props.current ? 'page' : undefined}>
      {props.children}
    </a>
  );
}
