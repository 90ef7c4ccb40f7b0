import type { AccessTable } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBuilding, IconCheck, IconDownload, IconLock } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccessModel } from '../../../api/access-model.ts';
import { toProblem } from '../../../api/api-problem.ts';
import { useWords } from '../../../api/model-words.ts';
import { addressOf, request } from '../../../api/request.ts';
import { useSession } from '../../../api/session.ts';
import { Pager } from '../../../shared-ui/data-list/pager.tsx';
import { DiscardDialog } from '../../../shared-ui/discard-dialog.tsx';
import { EmptyState } from '../../../shared-ui/empty-state.tsx';
import { Note } from '../../../shared-ui/note.tsx';
import { countText, peopleText } from '../../../shared-ui/number-text.ts';
import { modelGraph } from '../../../shared-ui/permission-matrix/model-graph.ts';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { SearchField } from '../../../shared-ui/search-field.tsx';
import type { PlaceSearch } from '../places-search.ts';
import { SaveBar } from './save-bar.tsx';
import { TableCards } from './table-cards.tsx';
import { tableModules } from './table-columns.ts';
import { clickBox, countTicks, noEdits, type TableEdits } from './table-edits.ts';
import { TableGrid } from './table-grid.tsx';
import { shownRows } from './table-row.ts';
import { useSaveEdits } from './use-save-edits.ts';
import './access-table.css';

interface PlacePeopleProps {
  readonly placeId: EntityId;
  readonly search: PlaceSearch;
  readonly onSearch: (search: PlaceSearch) => void;
}

const perPage = 50;

/** All people and all permissions at one place, ticked in one table. */
export function PlacePeople({ placeId, search, onSearch }: PlacePeopleProps) {
  const model = useAccessModel();
  const graph = modelGraph(model);
  const words = useWords();
  const { organization } = useSession();
  const phone = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const [from, setFrom] = useState(1);
  const [edits, setEdits] = useState<TableEdits>(noEdits);
  const [history, setHistory] = useState<readonly TableEdits[]>([]);
  const filter = { search: search.search, withoutAccess: search.withoutAccess };
  const query = useQuery({
    queryKey: ['entities', placeId, 'access-table', filter, search.cursor ?? null],
    queryFn: ({ signal }) =>
      request<AccessTable>('GET', `/v1/entities/${placeId}/access-table`, {
        query: { ...filter, cursor: search.cursor, limit: perPage },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const save = useSaveEdits(placeId, (left) => {
    setEdits(left);
    setHistory([]);
  });
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => edits.size > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => edits.size > 0,
    withResolver: true,
  });
  if (query.error) return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  if (!query.data) return <Skeleton height={420} />;

  const table = query.data;
  const modules = tableModules(model, table);
  const rows = shownRows({
    model,
    graph,
    table,
    modules,
    edits,
    words,
    organization: organization.name,
  });
  const label = `People and permissions at ${table.place.name}`;
  const click = (row: (typeof rows)[number]['row'], permission: string) => {
    save.reset();
    setHistory((past) => [...past, edits]);
    setEdits(clickBox(graph, edits, row, permission));
  };
  const undo = () => {
    save.reset();
    setEdits(history.at(-1) ?? noEdits);
    setHistory((past) => past.slice(0, -1));
  };
  const go = (next: PlaceSearch) => {
    setFrom(1);
    onSearch({ ...next, cursor: undefined });
  };
  const off = table.modulesOff.filter((key) => model.modules[key]);

  return (
    <div className="stack">
      <div className="list-bar">
        <SearchField
          label="Search people"
          placeholder="Name or e-mail"
          value={search.search ?? ''}
          onChange={(text) => go({ ...search, search: text || undefined })}
        />
        <Checkbox
          label="Show people without access"
          checked={search.withoutAccess !== false}
          onChange={(event) =>
            go({ ...search, withoutAccess: event.currentTarget.checked ? undefined : false })
          }
        />
        <span className="grow" />
        <Button
          variant="subtle"
          leftSection={<IconDownload className="i" />}
          renderRoot={(props) => (
            <a
              {...props}
              href={addressOf(`/v1/entities/${placeId}/access-table.csv`, { query: filter })}
            />
          )}
        >
          Download as CSV
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyState title="Nobody matches">Search for another name or address.</EmptyState>
      ) : phone ? (
        <TableCards label={label} modules={modules} rows={rows} onClick={click} />
      ) : (
        <TableGrid label={label} modules={modules} rows={rows} onClick={click} />
      )}
      <div className="access-legend">
        <span>
          <IconCheck className="i" aria-hidden /> Fixed: cannot be changed here
        </span>
        <span>
          <IconLock className="i" aria-hidden /> Included in another permission
        </span>
        <span>
          <IconBuilding className="i" aria-hidden /> Given for the whole organization
        </span>
        <span>
          <span className="table-box table-box-box" aria-hidden /> Can be ticked
        </span>
      </div>
      {off.map((key) => (
        <Note key={key} title={`${model.modules[key]?.label ?? key} is off here.`}>
          Its {countText(permissionCount(model.modules[key]), 'permission', 'permissions')} cannot
          be given and do not count. What people hold of it is kept for when it is on again.
        </Note>
      ))}
      {table.total > perPage ? (
        <Pager
          name="People"
          page={table}
          from={from}
          onGo={(cursor, first) => {
            setFrom(first);
            onSearch({ ...search, cursor });
          }}
        />
      ) : null}
      {edits.size > 0 ? (
        <SaveBar
          model={model}
          graph={graph}
          place={table.place}
          edits={edits}
          saving={save.isPending}
          error={save.error}
          onUndo={undo}
          onSave={() => save.mutate(edits)}
        />
      ) : null}
      {blocker.status === 'blocked' ? (
        <DiscardDialog
          what={`${countText(countTicks(edits), 'tick', 'ticks')} for ${peopleText(edits.size)}`}
          onKeep={blocker.reset}
          onDiscard={blocker.proceed}
        >
          Nothing was saved. What you ticked is lost when you leave.
        </DiscardDialog>
      ) : null}
    </div>
  );
}

const permissionCount = (module: { permissions: object } | undefined) =>
  Object.keys(module?.permissions ?? {}).length;
