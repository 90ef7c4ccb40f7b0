import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { manages, useSession } from '../../api/session.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { StatusWord } from '../../shared-ui/status-word.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { importsQuery } from './import-queries.ts';
import { stateWords } from './import-words.ts';
import { importTitle } from './mode-words.ts';

const route = getRouteApi('/frame/imports');

const columns: readonly DataListColumn<ImportView>[] = [
  {
    key: 'file',
    label: 'File',
    heading: true,
    fixed: true,
    maxWidth: 320,
    cell: (view) => (
      <>
        <Link to="/imports/$importId" params={{ importId: view.id }} className="ellipsis">
          {view.fileName}
        </Link>
        <div className="sub">{importTitle(view)}</div>
      </>
    ),
  },
  {
    key: 'state',
    label: 'State',
    cell: (view) => {
      const { word, tone, icon } = stateWords[view.state];
      return (
        <StatusWord tone={tone} icon={icon}>
          {word}
        </StatusWord>
      );
    },
  },
  {
    key: 'rows',
    label: 'Rows',
    align: 'end',
    cell: (view) => numberText(view.counts.rows),
  },
  {
    key: 'applied',
    label: 'Applied',
    align: 'end',
    cell: (view) => numberText(view.counts.applied),
  },
  {
    key: 'kept',
    label: 'Errors',
    align: 'end',
    cell: (view) => numberText(view.counts.errors + view.counts.failed),
  },
  { key: 'by', label: 'By', secondary: true, cell: (view) => view.createdBy },
  { key: 'at', label: 'Uploaded', cell: (view) => <Timestamp at={view.createdAt} /> },
];

/** Every file that was brought in, with what became of it. */
export function ImportsPage() {
  const session = useSession();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(importsQuery(cursor));
  const [from, setFrom] = useState(1);
  const people = manages(session, 'access.member.invite');
  const places = manages(session, 'access.place.manage');
  return (
    <>
      <PageHeader
        title="Imports"
        lead="Bring in people or places from a file. Nothing changes before you have seen the plan."
        acts={
          <Changing>
            {places ? (
              <Button
                renderRoot={(props) => (
                  <Link to="/imports/new" search={{ kind: 'places' }} {...props} />
                )}
              >
                Import places
              </Button>
            ) : null}
            {people ? (
              <Button
                variant="filled"
                leftSection={<IconFileUpload className="i" />}
                renderRoot={(props) => (
                  <Link to="/imports/new" search={{ kind: 'people' }} {...props} />
                )}
              >
                Import people
              </Button>
            ) : null}
          </Changing>
        }
      />
      <PageBody>
        <DataList
          name="Imports"
          columns={columns}
          query={query}
          rowKey={(view) => view.id}
          rowName={(view) => view.fileName}
          empty={
            <EmptyState title="No file has been imported yet">
              A file of people can give each person different access. A file of places brings in
              your stores with their zones and concepts.
            </EmptyState>
          }
          pager={{
            from,
            onGo: (next, first) => {
              setFrom(first);
              void navigate({ search: { cursor: next } });
            },
          }}
        />
      </PageBody>
    </>
  );
}
