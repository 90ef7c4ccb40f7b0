import type { Change } from '@latchkey/contract';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Page } from '../../api/page.ts';
import { request } from '../../api/request.ts';
import { SentenceParts } from '../../shared-ui/access-sentence.tsx';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { WithDrawer } from '../../shared-ui/drawer.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Tag } from '../../shared-ui/tag.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { UndoChangeDialog } from '../../shared-ui/undo-change-dialog.tsx';
import type { ActivitySearch } from './activity-search.ts';
import { ChangeDrawer } from './change-drawer.tsx';
import { objectWords } from './object-words.ts';

const route = getRouteApi('/frame/activity');

const changesQuery = ({ change: _open, ...asked }: ActivitySearch) =>
  queryOptions({
    queryKey: ['changes', asked],
    queryFn: ({ signal }) =>
      request<Page<Change>>('GET', '/v1/changes', { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
  });

/** Every change to access, newest first, with before and after. */
export function ActivityPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(changesQuery(search));
  const [from, setFrom] = useState(1);
  const [undoing, setUndoing] = useState<Change | null>(null);
  const open = (change: Change) => void navigate({ search: { ...search, change: change.id } });
  const close = () => {
    const { change: _closed, ...rest } = search;
    void navigate({ search: rest });
  };
  const filters = [
    search.object ? `changes of ${objectWords[search.object] ?? search.object}` : null,
    search.memberId ? 'one person' : null,
    search.actorId ? 'one author' : null,
    search.importId ? 'one import' : null,
    search.place ? 'one place' : null,
  ].filter((name) => name !== null);

  const columns: readonly DataListColumn<Change>[] = [
    {
      key: 'what',
      label: 'What happened',
      heading: true,
      fixed: true,
      cell: (change) => (
        <>
          <button type="button" className="activity-what" onClick={() => open(change)}>
            <SentenceParts parts={change.sentence} />
          </button>
          {change.reason ? <div className="sub">Because: {change.reason}</div> : null}
        </>
      ),
    },
    { key: 'when', label: 'When', cell: (change) => <Timestamp at={change.at} /> },
    { key: 'who', label: 'Who', cell: (change) => change.actor.name },
    {
      key: 'how',
      label: 'Through',
      secondary: true,
      cell: (change) => (
        <>
          {change.channel} {change.undoneBy ? <Tag plain>Undone</Tag> : null}
        </>
      ),
    },
  ];

  return (
    <WithDrawer
      drawer={search.change ? <ChangeDrawer changeId={search.change} onClose={close} /> : null}
    >
      <PageHeader
        title="Activity"
        lead="Every change to access, who made it and what it was before."
      />
      <PageBody>
        <div className="list-bar">
          <NativeSelect
            aria-label="Changes of"
            value={search.object ?? ''}
            onChange={(event) => {
              const object = event.currentTarget.value;
              setFrom(1);
              void navigate({ search: object === '' ? {} : { object } });
            }}
            data={[
              { value: '', label: 'All changes' },
              ...Object.entries(objectWords).map(([value, label]) => ({
                value,
                label: `Changes of ${label}`,
              })),
            ]}
          />
        </div>
        <DataList
          name="Changes"
          columns={columns}
          query={query}
          rowKey={(change) => change.id}
          rowName={(change) => `change ${change.revision}`}
          openKey={search.change}
          rowActs={(change) => [
            { label: 'Show before and after', onPress: () => open(change) },
            {
              label: 'Undo',
              reason: change.undoneBy
                ? 'It is undone already.'
                : change.undoable
                  ? null
                  : 'This cannot be undone.',
              onPress: () => setUndoing(change),
            },
          ]}
          filters={filters}
          onClearFilters={() => void navigate({ search: {} })}
          empty={
            <EmptyState title="Nothing has changed yet">
              Whatever is changed about people, sets and places shows here.
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
        {undoing ? <UndoChangeDialog change={undoing} onClose={() => setUndoing(null)} /> : null}
      </PageBody>
    </WithDrawer>
  );
}
