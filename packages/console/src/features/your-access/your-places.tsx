import type { Entity } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { placesLabel, useAccessModel } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import type { Page } from '../../api/page.ts';
import { request } from '../../api/request.ts';
import { managesAt, useSession } from '../../api/session.ts';
import { numberText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

/** The places that one sees, which are those where one holds something; where one manages users, the way there. */
export function YourPlaces() {
  const model = useAccessModel();
  const session = useSession();
  const query = useQuery({
    queryKey: ['entities', 'own'],
    queryFn: ({ signal }) =>
      request<Page<Entity>>('GET', '/v1/entities', { query: { limit: 100 }, signal }),
    placeholderData: keepPreviousData,
  });
  const label = placesLabel(model);
  if (query.error) return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  if (!query.data) return <Skeleton height={120} />;
  const { data, total } = query.data;
  return (
    <Panel title={`Your ${label.toLowerCase()}`}>
      {total === 0 ? (
        <p>
          You can sign in and see none of the {label.toLowerCase()} yet. Somebody who manages one
          can let you in.
        </p>
      ) : (
        <ul className="stack-small">
          {data.map((place) => (
            <li key={place.id}>
              <b>{place.name}</b> <span className="sub mono">{place.code}</span>
              {managesAt(session, 'access.member.change', place.id) ? (
                <div>
                  <Link
                    to="/places/$placeId"
                    params={{ placeId: place.id }}
                    search={{ from: 'configuration' }}
                  >
                    Configuration › Manage users
                  </Link>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {total > data.length ? (
        <p className="sub">And {numberText(total - data.length)} more.</p>
      ) : null}
    </Panel>
  );
}
