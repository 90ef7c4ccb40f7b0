import type { PersonWhoCan, WhoCan } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconDownload, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf, request } from '../../api/request.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { PersonName } from '../../shared-ui/person-name.tsx';
import { SearchField } from '../../shared-ui/search-field.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { SourceChoice } from './source-choice.tsx';
import type { WhoCanSearch } from './who-can-search.ts';

interface PeopleWhoCanProps {
  readonly search: WhoCanSearch & { readonly permission: string; readonly place: string };
  readonly onSearch: (search: WhoCanSearch) => void;
}

/** The answer in a sentence, counted by where it comes from, then person by person. */
export function PeopleWhoCan({ search, onSearch }: PeopleWhoCanProps) {
  const { permission, place, at } = search;
  const [from, setFrom] = useState(1);
  const query = useQuery({
    queryKey: ['who-can', search],
    queryFn: ({ signal }) =>
      request<WhoCan>('GET', '/v1/who-can', { query: { ...search }, signal }),
    placeholderData: keepPreviousData,
  });
  const narrow = (next: Pick<WhoCanSearch, 'search' | 'source'>) => {
    setFrom(1);
    onSearch({ ...search, ...next, cursor: undefined });
  };
  const answer = query.data;
  const { cursor: _, ...filter } = search;
  const columns: readonly DataListColumn<PersonWhoCan>[] = [
    {
      key: 'person',
      label: 'Person',
      heading: true,
      fixed: true,
      maxWidth: 320,
      cell: (person) => (
        <PersonName name={person.name} address={person.address} you={person.you}>
          <Link to="/people/$memberId" params={{ memberId: person.id }}>
            {person.name || person.address}
          </Link>
        </PersonName>
      ),
    },
    { key: 'because', label: 'Because', cell: (person) => person.because },
    {
      key: 'until',
      label: 'Until',
      cell: (person) =>
        person.validUntil === null ? 'No end' : <Timestamp at={person.validUntil} show="exact" />,
    },
  ];
  return (
    <>
      {answer ? <Said answer={answer} /> : null}
      <div className="list-bar who-can-bar">
        <SearchField
          label="Search these people"
          placeholder="Name or address"
          value={search.search ?? ''}
          onChange={(text) => narrow({ ...search, search: text || undefined })}
        />
        <SourceChoice
          sources={answer?.sources ?? []}
          value={search.source}
          onChange={(source) => narrow({ ...search, source })}
        />
        <span className="grow" />
        <Button
          component="a"
          href={addressOf('/v1/who-can/export.csv', { query: { ...filter } })}
          leftSection={<IconDownload className="i" />}
        >
          Export
        </Button>
      </div>
      <DataList
        name="People"
        columns={columns}
        query={query}
        rowKey={(person) => person.id}
        rowName={(person) => person.name || person.address}
        filters={[
          search.search ? `“${search.search}”` : null,
          search.source ? 'one source' : null,
        ].filter((name) => name !== null)}
        onClearFilters={() => narrow({ search: undefined, source: undefined })}
        empty={
          <EmptyState
            title={answer?.moduleOff ? 'The module is off here' : 'Nobody whom you see'}
            act={
              <Button
                leftSection={<IconUserPlus className="i" />}
                renderRoot={(props) => (
                  <Link to="/check-access" search={{ permission, place }} {...props} />
                )}
              >
                Give it to somebody
              </Button>
            }
          >
            {answer?.moduleOff
              ? 'While it is off nobody can, owners included.'
              : 'Choose a person, and what is missing can be given from there.'}
          </EmptyState>
        }
        pager={{
          from,
          onGo: (cursor, first) => {
            setFrom(first);
            onSearch({ ...search, cursor });
          },
        }}
      />
      {at !== undefined && Date.parse(at) > Date.now() ? (
        <p className="sub">As things stand now: what is changed until then changes the answer.</p>
      ) : null}
    </>
  );
}

/** "14 people can publish campaigns at Store 12, and 3 whom you do not see." */
function Said({ answer: { sources, act, where, others } }: { answer: WhoCan }) {
  const seen = sources.reduce((sum, { people }) => sum + people, 0);
  return (
    <AccessSentence denied={seen === 0 && (others ?? 0) === 0}>
      <b>{seen === 0 ? 'Nobody whom you see' : peopleText(seen)}</b> can <b>{act}</b> {where}
      {others !== null && others > 0 ? `, and ${peopleText(others)} whom you do not see` : ''}.
    </AccessSentence>
  );
}
