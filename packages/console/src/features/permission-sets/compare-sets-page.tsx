import type { PermissionSet } from '@latchkey/contract';
import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { inSentence, useWords } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { countText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { SetsTrail } from './sets-trail.tsx';
import './compare-sets.css';
import { compareSets, mostCompared } from './compared-sets.ts';
import { ComparisonTable } from './comparison-table.tsx';

const route = getRouteApi('/frame/permission-sets/compare');

/** Two to four sets side by side, what differs first. */
export function CompareSetsPage() {
  const { sets: asked = '' } = route.useSearch();
  const navigate = useNavigate();
  const words = useWords();
  const sets = useQuery(permissionSetsQuery);
  const model = useQuery(accessModelQuery);
  const failed = sets.error ?? model.error;
  const ids = [...new Set(asked.split(','))].slice(0, mostCompared);
  const chosen = ids.flatMap((id) => sets.data?.find((set) => set.id === id) ?? []);
  const others = (sets.data ?? []).filter((set) => !ids.includes(set.id));
  const show = (next: readonly PermissionSet[]) =>
    navigate({
      to: '/permission-sets/compare',
      search: { sets: next.map(({ id }) => id).join(',') },
      replace: true,
    });
  const comparison = model.data && chosen.length > 1 ? compareSets(chosen, model.data) : null;
  const differing = comparison?.differences.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0;

  return (
    <>
      <PageHeader
        title={`Compare ${inSentence(words.permissionSets)}`}
        crumb={<SetsTrail />}
        lead={
          comparison
            ? differing === 0
              ? 'They allow exactly the same.'
              : `${countText(differing, 'difference', 'differences')}.`
            : `Two to four ${words.sets} side by side, what differs first.`
        }
      />
      <PageBody>
        {failed ? (
          <ProblemNote
            problem={toProblem(failed)}
            onRetry={() => Promise.all([sets.refetch(), model.refetch()])}
          />
        ) : null}
        {!failed && (!sets.data || !model.data) ? (
          <div aria-busy="true">
            <span className="sr">Loading</span>
            <Skeleton height={480} />
          </div>
        ) : null}
        {sets.data && model.data ? (
          <div className="stack">
            {chosen.length < mostCompared && others.length > 0 ? (
              <NativeSelect
                className="compare-add"
                label={chosen.length === 0 ? 'Set to begin with' : 'Compare with'}
                value=""
                data={[
                  { value: '', label: `Choose a ${words.set}` },
                  ...others.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(event) => {
                  const added = others.find(({ id }) => id === event.currentTarget.value);
                  if (added) void show([...chosen, added]);
                }}
              />
            ) : null}
            {comparison ? (
              <ComparisonTable
                sets={chosen}
                model={model.data}
                comparison={comparison}
                onRemove={(set) => void show(chosen.filter((other) => other !== set))}
              />
            ) : (
              <EmptyState
                title={chosen[0] ? `${chosen[0].name}, compared with what?` : 'Nothing to compare'}
              >
                Choose {chosen.length === 1 ? `another ${words.set}` : `two ${words.sets}`} above.
              </EmptyState>
            )}
          </div>
        ) : null}
      </PageBody>
    </>
  );
}
