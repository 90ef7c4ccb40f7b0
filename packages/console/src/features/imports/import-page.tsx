import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { toProblem } from '../../api/api-problem.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageLoading } from '../../shared-ui/page-loading.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { ImportPlan } from './import-plan.tsx';
import { ImportProgress } from './import-progress.tsx';
import { importQuery } from './import-queries.ts';
import { ImportReport } from './import-report.tsx';
import { MatchColumns } from './match-columns.tsx';
import { importTitle } from './mode-words.ts';
import './import-page.css';

const route = getRouteApi('/frame/imports/$importId');

/** One import from its file to its report. */
export function ImportPage() {
  const { importId } = route.useParams();
  const { step } = route.useSearch();
  const query = useQuery(importQuery(importId));
  if (query.error) {
    return (
      <>
        <PageHeader title="Import" crumb={<Link to="/imports">Imports</Link>} />
        <PageBody>
          <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
        </PageBody>
      </>
    );
  }
  const view = query.data;
  if (!view) return <PageLoading />;
  const matching = view.state === 'uploaded' || (view.state === 'ready' && step === 'columns');
  return (
    <>
      <PageHeader
        title={view.fileName}
        crumb={
          <>
            <Link to="/imports">Imports</Link> › {importTitle(view)}
          </>
        }
      />
      <PageBody>
        {view.state === 'checking' || view.state === 'applying' ? (
          <ImportProgress view={view} />
        ) : matching ? (
          <MatchColumns view={view} />
        ) : view.state === 'ready' ? (
          <ImportPlan view={view} />
        ) : (
          <ImportReport view={view} />
        )}
      </PageBody>
    </>
  );
}
