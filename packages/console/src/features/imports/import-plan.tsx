import type { ImportView } from '@latchkey/contract';
import { Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { Pager } from '../../shared-ui/data-list/pager.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageLoading } from '../../shared-ui/page-loading.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { ApplyBar } from './apply-bar.tsx';
import { ChangedSince } from './changed-since.tsx';
import { ImportMoves } from './import-moves.tsx';
import { ImportNumbers } from './import-numbers.tsx';
import { importRowsQuery } from './import-queries.ts';
import { ImportRows } from './import-rows.tsx';
import { ImportSteps } from './import-steps.tsx';
import { NewParents } from './new-parents.tsx';
import { PlanMode } from './plan-mode.tsx';
import type { ImportRowsShown } from './rows-shown.ts';

const route = getRouteApi('/frame/imports/$importId');
type Show = ImportRowsShown;

/** What the file would do, row by row; errors are fixed in their cells. */
export function ImportPlan({ view }: { view: ImportView }) {
  const { show, search, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const [from, setFrom] = useState(1);
  const [typed, setTyped] = useState(search ?? '');
  const rows = useQuery(importRowsQuery(view.id, { show, search, cursor }));
  const see = (next: Show) => {
    setFrom(1);
    void navigate({ search: next === 'all' ? {} : { show: next } });
  };
  const fixing = show === 'errors';
  return (
    <>
      <ImportSteps
        current={fixing ? 'Check and fix' : 'Plan'}
        onGo={{
          'Match columns': () => void navigate({ search: { step: 'columns' } }),
          'Check and fix': () => see('errors'),
          Plan: () => see('all'),
        }}
      />
      <div className="stack">
        <AccessSentence parts={view.sentence} />
        <ImportNumbers view={view} show={show ?? 'all'} onShow={see} />
        {view.kind === 'people' ? <PlanMode view={view} /> : null}
        {view.counts.changedSince > 0 ? (
          <ChangedSince view={view} onShow={() => see('changed_since')} />
        ) : null}
        {view.counts.create + view.counts.change > 0 ? <ImportMoves view={view} /> : null}
        {view.newParents.length > 0 ? <NewParents parents={view.newParents} /> : null}
        <div className="import-bar">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              setFrom(1);
              void navigate({
                search: { ...(show ? { show } : {}), ...(typed ? { search: typed } : {}) },
              });
            }}
          >
            <TextInput
              aria-label="Search rows"
              placeholder="Search rows"
              leftSection={<IconSearch className="i" />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </form>
          <span className="grow" />
          {view.counts.errors > 0 && !fixing ? (
            <Button
              variant="subtle"
              leftSection={<IconArrowDown className="i" />}
              onClick={() => see('errors')}
            >
              Go to the errors
            </Button>
          ) : null}
        </div>
        {rows.error ? (
          <ProblemNote problem={toProblem(rows.error)} onRetry={rows.refetch} />
        ) : rows.data === undefined ? (
          <PageLoading />
        ) : rows.data.data.length === 0 ? (
          <div className="frame">
            <EmptyState
              title={fixing ? 'No errors are left' : 'No rows match'}
              act={<Button onClick={() => see('all')}>Show all rows</Button>}
            >
              {fixing
                ? 'Every row can be applied.'
                : 'Nothing in the file matches what you look for.'}
            </EmptyState>
          </div>
        ) : (
          <>
            <ImportRows view={view} rows={rows.data.data} />
            <Pager
              name="Rows"
              page={rows.data}
              from={from}
              onGo={(next, first) => {
                setFrom(first);
                void navigate({
                  search: {
                    ...(show ? { show } : {}),
                    ...(search ? { search } : {}),
                    cursor: next,
                  },
                });
              }}
            />
          </>
        )}
        <p className="sub">
          {view.unusedColumns.length > 0 ? (
            <>
              Not used: <b>{view.unusedColumns.join(', ')}</b>.{' '}
            </>
          ) : null}
          {view.plannedAt ? (
            <>
              The plan was made <Timestamp at={view.plannedAt} />. What changes meanwhile is checked
              again when you apply.
            </>
          ) : null}
        </p>
      </div>
      <ApplyBar view={view} />
    </>
  );
}
