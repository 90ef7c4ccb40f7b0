import type { Coverage, CoveredPlaceView, CoveragePlaces as Places } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { placeName } from '../../shared-ui/place-words.ts';
import { SearchField } from '../../shared-ui/search-field.tsx';
import type { CoverageSearch } from './coverage-search.ts';

interface CoveragePlacesProps {
  readonly coverage: Coverage;
  readonly search: CoverageSearch;
  /** The permission of the open number. */
  readonly open: string;
  readonly onSearch: (search: CoverageSearch) => void;
}

/** The places behind a number, each with the way to somebody who can. */
export function CoveragePlaces({ coverage, search, open, onSearch }: CoveragePlacesProps) {
  const [from, setFrom] = useState(1);
  const { type, by, people, cursor } = search;
  const query = useQuery({
    queryKey: ['coverage', 'places', search],
    queryFn: ({ signal }) =>
      request<Places>('GET', '/v1/coverage/places', {
        query: { permission: open, type, by, in: search.in, people, search: search.search, cursor },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const permission = coverage.permissions.find(({ key }) => key === open);
  const group = coverage.groups.find(({ place }) => (place?.id ?? 'none') === search.in);
  const where = search.in === undefined ? '' : ` in ${group?.place?.name ?? 'no other place'}`;
  const columns: readonly DataListColumn<CoveredPlaceView>[] = [
    {
      key: 'place',
      label: coverage.type.label,
      heading: true,
      fixed: true,
      maxWidth: 320,
      cell: ({ place }) => (
        <>
          <b>{placeName(place)}</b>
          <div className="sub mono">{place.code}</div>
        </>
      ),
    },
    {
      key: 'in',
      label: 'In',
      nil: (row) => row.in.length === 0,
      cell: (row) => (row.in.length === 0 ? '—' : row.in.join(' · ')),
    },
    ...(people === 'one' ? [onlyColumn] : []),
    {
      key: 'act',
      label: 'What to do',
      cell: ({ place }) =>
        people === 'off' ? (
          'Whoever runs the platform can switch the module on.'
        ) : (
          <Button
            size="xs"
            renderRoot={(props) => (
              <Link
                to="/check-access"
                search={{ permission: open, place: place.id }}
                {...props}
                aria-label={`Choose somebody for ${placeName(place)}`}
              />
            )}
          >
            Choose somebody
          </Button>
        ),
    },
  ];
  return (
    <section className="coverage-places" aria-label="Places">
      <div className="list-bar">
        <h2 className="grow">
          {titles[people ?? 'nobody']} {permission?.act ?? 'do this'}
          {where}
        </h2>
        <SearchField
          label="Search these places"
          placeholder="Name, code or city"
          value={search.search ?? ''}
          onChange={(text) => {
            setFrom(1);
            onSearch({ ...search, search: text || undefined, cursor: undefined });
          }}
        />
        <Button onClick={() => onSearch({ permission: search.permission, type, by })}>Close</Button>
      </div>
      <DataList
        name="Places"
        columns={columns}
        query={query}
        rowKey={({ place }) => place.id}
        rowName={({ place }) => place.name}
        filters={search.search ? [`“${search.search}”`] : []}
        onClearFilters={() => onSearch({ ...search, search: undefined, cursor: undefined })}
        empty={
          <EmptyState title="No gap here">
            Somebody besides the owners can do this at each of these places.
          </EmptyState>
        }
        pager={{
          from,
          onGo: (next, first) => {
            setFrom(first);
            onSearch({ ...search, cursor: next });
          },
        }}
      />
    </section>
  );
}

const titles = {
  nobody: 'Nobody can',
  one: 'One person alone can',
  off: 'The module is off: nobody can',
} as const;

const onlyColumn: DataListColumn<CoveredPlaceView> = {
  key: 'only',
  label: 'Only',
  cell: ({ only }) =>
    only === null ? (
      'Somebody whom you do not see'
    ) : (
      <Link to="/people/$memberId" params={{ memberId: only.id }}>
        {only.name}
      </Link>
    ),
};
