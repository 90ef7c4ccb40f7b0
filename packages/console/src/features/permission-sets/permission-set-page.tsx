import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { useWords } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { permissionSetQuery } from './permission-set-query.ts';
import { SetsTrail } from './sets-trail.tsx';
import './permission-sets.css';
import { SetEditor } from './set-editor.tsx';

const route = getRouteApi('/frame/permission-sets/$setId');

/** One set: what it allows, who holds it, and what changing it would do. */
export function PermissionSetPage() {
  const { setId } = route.useParams();
  const words = useWords();
  const set = useQuery(permissionSetQuery(setId));
  const sets = useQuery(permissionSetsQuery);
  const model = useQuery(accessModelQuery);
  const failed = set.error ?? sets.error ?? model.error;
  if (set.data && sets.data && model.data) {
    return <SetEditor key={setId} latest={set.data} sets={sets.data} model={model.data} />;
  }
  return (
    <>
      <PageHeader title={words.permissionSet} crumb={<SetsTrail />} />
      <PageBody>
        {failed ? (
          <ProblemNote
            problem={toProblem(failed)}
            onRetry={() => Promise.all([set.refetch(), sets.refetch(), model.refetch()])}
          />
        ) : (
          <div aria-busy="true">
            <span className="sr">Loading</span>
            <Skeleton height={480} />
          </div>
        )}
      </PageBody>
    </>
  );
}
