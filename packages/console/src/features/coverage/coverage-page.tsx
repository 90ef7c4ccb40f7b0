import type { Coverage } from '@latchkey/contract';
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { toProblem } from '../../api/api-problem.ts';
import { addressOf, request } from '../../api/request.ts';
import { AccessViews } from '../../shared-ui/access-views.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PermissionSelect } from '../../shared-ui/permission-select.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { AloneList } from './alone-list.tsx';
import './coverage.css';
import { CoverageGrid } from './coverage-grid.tsx';
import { CoveragePlaces } from './coverage-places.tsx';
import type { CoverageSearch } from './coverage-search.ts';
import { CoverageSentence } from './coverage-sentence.tsx';

const route = getRouteApi('/frame/check-access/coverage');

const coverageQuery = ({ permission, type, by }: CoverageSearch) =>
  queryOptions({
    queryKey: ['coverage', { permission, type, by }],
    queryFn: ({ signal }) =>
      request<Coverage>('GET', '/v1/coverage', { query: { permission, type, by }, signal }),
    placeholderData: keepPreviousData,
  });

/** Places where nobody besides owners can do what matters, and people who alone can. */
export function CoveragePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(coverageQuery(search));
  const coverage = query.data;
  const { permission, type, by } = search;
  const look = (next: CoverageSearch) => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHeader
        title="Where nobody can"
        lead="Places without anybody besides owners, who can do everything everywhere."
        acts={
          <Button
            component="a"
            href={addressOf('/v1/coverage/export.csv', { query: { permission, type, by } })}
            leftSection={<IconDownload className="i" />}
          >
            Export
          </Button>
        }
      />
      <AccessViews permission={permission} />
      <PageBody>
        <div className="stack coverage">
          <div className="coverage-bar">
            <PermissionSelect
              label="Act"
              placeholder="All that carry a risk"
              clearable
              value={permission}
              onChange={(next) => look({ type, by, permission: next })}
            />
            {coverage && coverage.types.length > 1 ? (
              <NativeSelect
                label="Places"
                value={coverage.type.key}
                onChange={(event) => look({ permission, type: event.currentTarget.value })}
                data={coverage.types.map(({ key, plural }) => ({ value: key, label: plural }))}
              />
            ) : null}
            {coverage && coverage.groupings.length > 1 ? (
              <NativeSelect
                label="Counted by"
                value={coverage.by?.key}
                onChange={(event) => look({ permission, type, by: event.currentTarget.value })}
                data={coverage.groupings.map(({ key, label }) => ({ value: key, label }))}
              />
            ) : null}
          </div>
          {query.error ? (
            <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
          ) : null}
          {query.isPending ? <CoverageLoading /> : null}
          {coverage?.total.places === 0 ? (
            <div className="frame">
              <EmptyState
                title={`There are no open ${coverage.type.plural.toLowerCase()} yet`}
                act={
                  <Button renderRoot={(props) => <Link to="/places" {...props} />}>
                    Open the places
                  </Button>
                }
              >
                Add them or import them under Places, and their gaps show here.
              </EmptyState>
            </div>
          ) : null}
          {coverage && coverage.total.places > 0 ? (
            <>
              <CoverageSentence coverage={coverage} />
              <CoverageGrid coverage={coverage} search={search} />
              {search.open ? (
                <CoveragePlaces
                  key={`${search.open} ${search.in} ${search.people}`}
                  coverage={coverage}
                  search={search}
                  open={search.open}
                  onSearch={(next) => void navigate({ search: next, resetScroll: false })}
                />
              ) : null}
              <AloneList coverage={coverage} />
            </>
          ) : null}
        </div>
      </PageBody>
    </>
  );
}

/** As high as a sentence and a table of a dozen rows. */
function CoverageLoading() {
  return (
    <div className="stack" aria-busy="true">
      <span className="sr">Loading</span>
      <Skeleton height={26} width="min(480px, 80%)" />
      <div className="frame coverage-loading">
        {Array.from({ length: 12 }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
          <Skeleton key={row} height={14} width={row === 0 ? '100%' : '60%'} />
        ))}
      </div>
    </div>
  );
}
