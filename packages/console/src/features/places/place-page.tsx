import type { Entity, PlaceModules as Modules } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { Button, Skeleton } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { placesLabel, useAccessModel } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { managesAt, useSession } from '../../api/session.ts';
import { Note } from '../../shared-ui/note.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { PlacePeople } from './access-table/place-people.tsx';
import { PlaceModules } from './place-modules.tsx';
import type { PlaceSearch } from './places-search.ts';
import '../../shared-ui/tabs.css';

const route = getRouteApi('/frame/places/$placeId');

/** One place where permissions are given one by one: its people, its modules, what happened. */
export function PlacePage() {
  const { placeId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const model = useAccessModel();
  const session = useSession();
  const query = useQuery({
    queryKey: ['entities', placeId],
    queryFn: ({ signal }) => request<Entity>('GET', `/v1/entities/${placeId}`, { signal }),
  });
  const isManager =
    managesAt(session, 'access.member.change', placeId) ||
    managesAt(session, 'access.member.invite', placeId);
  const mayAdd = managesAt(session, 'access.member.invite', placeId);
  const modules = useQuery({
    queryKey: ['entities', placeId, 'modules'],
    queryFn: ({ signal }) =>
      request<Modules>('GET', '/v1/entitlements', { query: { place: placeId }, signal }),
    enabled: isManager,
  }).data;
  if (query.error) {
    return (
      <PageBody>
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      </PageBody>
    );
  }
  if (!query.data) {
    return (
      <PageBody>
        <Skeleton height={420} />
      </PageBody>
    );
  }
  const place = query.data;
  const type = model.entityTypes[place.type]?.label ?? place.type;
  const off = (modules?.modules ?? []).filter(({ on }) => !on).map(({ label }) => label);
  return (
    <>
      <PageHeader
        title={place.name}
        crumb={
          <PageTrail page="places">
            {search.from === 'configuration' ? (
              <span>
                {place.name} › Configuration › <b>Manage users</b>
              </span>
            ) : (
              <Link to="/places">{placesLabel(model)}</Link>
            )}
          </PageTrail>
        }
        lead={`${type} of ${session.organization.name}${place.city ? `, ${place.city}` : ''}.${off.length > 0 ? ` ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off here.` : ''}`}
        acts={
          mayAdd ? (
            <Button
              variant="filled"
              leftSection={<IconUserPlus />}
              renderRoot={(props) => <Link {...props} to="/people/add" search={{ at: placeId }} />}
            >
              Add people here
            </Button>
          ) : null
        }
      />
      {isManager ? (
        <>
          <PlaceTabs placeId={placeId} search={search} mayReadLog={mayReadLog(session)} />
          <PageBody>
            {search.tab === 'modules' ? (
              <PlaceModules placeId={placeId} />
            ) : (
              <PlacePeople
                key={placeId}
                placeId={placeId}
                search={search}
                onSearch={(next) => void navigate({ search: next })}
              />
            )}
          </PageBody>
        </>
      ) : (
        <PageBody>
          <Note title={`You work in this ${type.toLowerCase()}, and manage nobody in it.`}>
            <Link to="/your-access">See what you can do here.</Link>
          </Note>
        </PageBody>
      )}
    </>
  );
}

const mayReadLog = (session: ReturnType<typeof useSession>) =>
  session.member.role === 'owner' || session.manages['access.log.read'] === 'everywhere';

interface PlaceTabsProps {
  readonly placeId: EntityId;
  readonly search: PlaceSearch;
  readonly mayReadLog: boolean;
}

function PlaceTabs({ placeId, search, mayReadLog }: PlaceTabsProps) {
  const tab = search.tab ?? 'people';
  const current = (key: typeof tab) => (tab === key ? { 'aria-current': 'page' as const } : {});
  return (
    <nav className="tabs" aria-label="Views of this place">
      <Link
        to="/places/$placeId"
        params={{ placeId }}
        search={{ from: search.from }}
        activeProps={{}}
        activeOptions={{ includeSearch: true, exact: true }}
        {...current('people')}
      >
        People
      </Link>
      <Link
        to="/places/$placeId"
        params={{ placeId }}
        search={{ tab: 'modules', from: search.from }}
        activeOptions={{ includeSearch: true, exact: true }}
        {...current('modules')}
      >
        Modules
      </Link>
      <Link to="/check-access/who" search={{ place: placeId }}>
        Who can
      </Link>
      {mayReadLog ? (
        <Link to="/activity" search={{ place: placeId }}>
          Activity
        </Link>
      ) : null}
    </nav>
  );
}
