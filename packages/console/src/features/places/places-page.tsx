import type { Entity } from '@latchkey/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconFileUpload, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { placesLabel, useAccessModel } from '../../api/access-model.ts';
import type { Page } from '../../api/page.ts';
import { request } from '../../api/request.ts';
import { manages, useSession } from '../../api/session.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { FilterChip } from '../../shared-ui/filter-chip.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { typesInUse } from '../../shared-ui/place-words.ts';
import { SearchField } from '../../shared-ui/search-field.tsx';
import { ClosePlaceDialog } from './close-place-dialog.tsx';
import { placeColumns } from './place-columns.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import type { PlacesSearch } from './places-search.ts';

const route = getRouteApi('/frame/places');

/** Without a question it begins at the top: zones and concepts, not thousands of stores. */
const placesQuery = ({ search, type, open, cursor }: PlacesSearch) =>
  queryOptions({
    queryKey: ['entities', 'list', { search, type, open, cursor }],
    queryFn: ({ signal }) =>
      request<Page<Entity>>('GET', '/v1/entities', {
        query: {
          search,
          type,
          parent: open ?? (search || type ? undefined : 'none'),
          cursor,
          limit: 25,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

type Dialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit'; readonly place: Entity }
  | { readonly kind: 'close'; readonly place: Entity };

/** Stores, zones, concepts: where access can be given. */
export function PlacesPage() {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const model = useAccessModel();
  const query = useQuery(placesQuery(search));
  const above = useQuery({
    queryKey: ['entities', search.open ?? null],
    queryFn: ({ signal }) => request<Entity>('GET', `/v1/entities/${search.open}`, { signal }),
    enabled: search.open !== undefined,
  }).data;
  const [from, setFrom] = useState(1);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const mayManage = manages(session, 'access.place.manage');
  const go = (next: PlacesSearch) => {
    setFrom(1);
    void navigate({ search: next });
  };
  const typeName = search.type ? (model?.entityTypes[search.type]?.plural ?? search.type) : null;
  const filters = [
    search.search ? `“${search.search}”` : null,
    typeName,
    search.open ? `places in ${above?.name ?? 'one place'}` : null,
  ].filter((name) => name !== null);
  return (
    <>
      <PageHeader
        title={placesLabel(model)}
        crumb={<PageTrail page="places" />}
        lead={
          model.assignment === 'direct'
            ? 'Open one to see everybody and every permission there.'
            : 'Where access can be given. A set given at a place reaches everything in it.'
        }
        acts={
          mayManage ? (
            <Changing>
              <Button
                leftSection={<IconPlus className="i" />}
                onClick={() => setDialog({ kind: 'add' })}
              >
                Add a place
              </Button>
              <Button
                variant="filled"
                leftSection={<IconFileUpload className="i" />}
                renderRoot={(props) => (
                  <Link to="/imports/new" search={{ kind: 'places' }} {...props} />
                )}
              >
                Import places
              </Button>
            </Changing>
          ) : null
        }
      />
      <PageBody>
        <div className="list-bar">
          <SearchField
            label="Search places"
            placeholder="Name, code or city"
            value={search.search ?? ''}
            onChange={(text) => go({ ...search, search: text || undefined, cursor: undefined })}
          />
          <NativeSelect
            aria-label="Type of place"
            value={search.type ?? ''}
            onChange={(event) =>
              go({ ...search, type: event.currentTarget.value || undefined, cursor: undefined })
            }
            data={[
              { value: '', label: search.search || search.open ? 'All types' : 'Highest places' },
              ...typesInUse(model).map(([value, type]) => ({
                value,
                label: type.plural,
              })),
            ]}
          />
          {search.open ? (
            <FilterChip
              label="In"
              value={above?.name ?? '…'}
              onRemove={() => go({ ...search, open: undefined, cursor: undefined })}
            />
          ) : null}
        </div>
        <DataList
          name="Places"
          columns={placeColumns(model, (place) => go({ open: place.id }))}
          query={query}
          rowKey={(place) => place.id}
          rowName={(place) => place.name}
          rowActs={(place) => [
            ...(manages(session, 'access.member.read')
              ? [
                  {
                    label: 'See who can do something here',
                    onPress: () =>
                      void navigate({ to: '/check-access/who', search: { place: place.id } }),
                  },
                ]
              : []),
            ...(mayManage
              ? [
                  { label: 'Edit', onPress: () => setDialog({ kind: 'edit', place }) },
                  {
                    label: place.closed ? 'Open again' : 'Close',
                    danger: !place.closed,
                    onPress: () => setDialog({ kind: 'close', place }),
                  },
                ]
              : []),
          ]}
          filters={filters}
          onClearFilters={() => go({})}
          empty={
            <EmptyState title="There are no places yet">
              Import your stores with their zones and concepts from a file, or add them one by one.
            </EmptyState>
          }
          pager={{
            from,
            onGo: (cursor, first) => {
              setFrom(first);
              void navigate({ search: { ...search, cursor } });
            },
          }}
        />
        {dialog?.kind === 'add' ? (
          <PlaceDialog place={null} parent={above ?? null} onClose={() => setDialog(null)} />
        ) : null}
        {dialog?.kind === 'edit' ? (
          <PlaceDialog place={dialog.place} parent={null} onClose={() => setDialog(null)} />
        ) : null}
        {dialog?.kind === 'close' ? (
          <ClosePlaceDialog place={dialog.place} onClose={() => setDialog(null)} />
        ) : null}
      </PageBody>
    </>
  );
}
