import type { PlaceModules as Modules } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { Skeleton } from '@mantine/core';
import { IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { peopleText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Tag } from '../../shared-ui/tag.tsx';
import './place-modules.css';

/** Which parts of the platform are on at a place; switching them is for whoever runs the platform. */
export function PlaceModules({ placeId }: { placeId: EntityId }) {
  const query = useQuery({
    queryKey: ['entities', placeId, 'modules'],
    queryFn: ({ signal }) =>
      request<Modules>('GET', '/v1/entitlements', { query: { place: placeId }, signal }),
  });
  if (query.error) return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  if (!query.data) return <Skeleton height={320} />;
  const { modules } = query.data;
  return (
    <Panel
      title="Modules"
      lead="A module that is on gives nobody anything by itself. One that is off hides its permissions and keeps them. Whoever runs the platform switches them."
    >
      <ul className="place-modules">
        {modules.map(({ key, label, description, switchable, on, offAt, holders }) => (
          <li key={key}>
            <span className="grow">
              <b>{label}</b>
              {description ? <span className="sub">{description}</span> : null}
            </span>
            <span className="place-modules-state">
              {on ? (
                <Tag tone="positive" icon={<IconCircleCheck className="i" aria-hidden />}>
                  {switchable ? 'On' : 'Always on'}
                </Tag>
              ) : (
                <Tag icon={<IconCircleOff className="i" aria-hidden />}>
                  {offAt && offAt.id !== placeId ? `Off in all of ${offAt.name}` : 'Off'}
                </Tag>
              )}
              <span className="sub">
                {holders === 0
                  ? 'Nobody holds anything of it'
                  : `${peopleText(holders)} ${holders === 1 ? 'holds' : 'hold'} something of it${on ? '' : ', kept'}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
