import type { OperatorPerson, OperatorPersonPage } from '@latchkey/contract';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PersonName } from '../../shared-ui/person-name.tsx';
import { SearchField } from '../../shared-ui/search-field.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';

const route = getRouteApi('/operator/people');

const fewestCharacters = 2;

const peopleQuery = ({ search, cursor }: { search: string; cursor: string | undefined }) =>
  queryOptions({
    queryKey: ['operator', 'people', { search, cursor }],
    queryFn: ({ signal }) =>
      request<OperatorPersonPage>('GET', '/v1/operator/people', {
        query: { search, cursor },
        signal,
      }),
    enabled: search.length >= fewestCharacters,
    placeholderData: keepPreviousData,
  });

const statuses = {
  invited: 'Invited',
  active: 'Active',
  suspended: 'Suspended',
  removed: 'Removed',
} as const;

const columns: readonly DataListColumn<OperatorPerson>[] = [
  {
    key: 'person',
    label: 'Person',
    heading: true,
    fixed: true,
    maxWidth: 320,
    cell: (row) => <PersonName name={row.name} address={row.address} />,
  },
  {
    key: 'organization',
    label: 'Organization',
    cell: (row) => (
      <Link
        to="/operator/organizations/$organizationId"
        params={{ organizationId: row.organization.id }}
        search={{ search: row.organization.name }}
      >
        {row.organization.name}
      </Link>
    ),
  },
  {
    key: 'role',
    label: 'Type',
    cell: (row) => (row.role === 'owner' ? 'Owner' : 'Member'),
  },
  {
    key: 'status',
    label: 'Status',
    cell: (row) => (row.expired && row.status === 'active' ? 'Access ended' : statuses[row.status]),
  },
  {
    key: 'lastActiveAt',
    label: 'Last active',
    secondary: true,
    nil: (row) => row.lastActiveAt === null,
    cell: (row) => (row.lastActiveAt ? <Timestamp at={row.lastActiveAt} /> : 'Never'),
  },
];

/** In which organizations somebody is. Nothing is listed until somebody is looked for. */
export function OperatorPeoplePage() {
  const { search = '', cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const [from, setFrom] = useState(1);
  const query = useQuery(peopleQuery({ search, cursor }));
  const asks = search.length >= fewestCharacters;
  return (
    <>
      <PageHeader
        title="People"
        lead="Find a person in every organization. Each search is recorded with your name."
      />
      <PageBody>
        <div className="list-bar">
          <SearchField
            label="Search people in all organizations"
            placeholder="Name or mail address"
            value={search}
            onChange={(text) => {
              setFrom(1);
              void navigate({ search: { search: text || undefined } });
            }}
          />
        </div>
        {asks ? (
          <DataList
            name="People"
            columns={columns}
            query={query}
            rowKey={(row) => `${row.organization.id}${row.memberId}`}
            rowName={(row) => row.name || row.address}
            filters={[`“${search}”`]}
            onClearFilters={() => void navigate({ search: {} })}
            empty={null}
            pager={{
              from,
              onGo: (next, first) => {
                setFrom(first);
                void navigate({ search: { search, cursor: next } });
              },
            }}
          />
        ) : (
          <div className="frame">
            <EmptyState title="Whom are you looking for?">
              Enter a name or a mail address, or a part of it.
            </EmptyState>
          </div>
        )}
      </PageBody>
    </>
  );
}
