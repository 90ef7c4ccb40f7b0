import type { Scope } from '@latchkey/engine';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import '../../shared-ui/facts.css';
import { Drawer } from '../../shared-ui/drawer.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import './organization-drawer.css';
import { ModuleSwitches } from './module-switches.tsx';
import { organizationsQuery } from './organization-query.ts';
import { PlaceChoice } from './place-choice.tsx';
import { VisitDialog } from './visit-dialog.tsx';

const route = getRouteApi('/operator/organizations/$organizationId');

/** One organization beside the list: its sizes, and which modules are on for it and its places. */
export function OrganizationDrawer() {
  const { organizationId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const listed = useQuery(organizationsQuery(search)).data?.data;
  const organization = listed?.find(({ id }) => id === organizationId);
  const [place, setPlace] = useState<{ scope: Scope; name: string } | null>(null);
  const [visiting, setVisiting] = useState(false);
  const name = organization?.name ?? 'Organization';
  return (
    <Drawer
      key={organizationId}
      label={name}
      onClose={() => void navigate({ to: '/operator/organizations', search: (now) => now })}
    >
      {organization ? (
        <header className="operator-organization">
          <h2>{organization.name}</h2>
          <span className="sub">
            {organization.modelLabel}, since <Timestamp at={organization.createdAt} show="date" />
          </span>
          <dl className="facts">
            <dt>Self-serve</dt>
            <dd>{organization.selfServe ? 'On' : 'Off'}</dd>
            <dt>People</dt>
            <dd>
              {numberText(organization.memberCount)}, of them {numberText(organization.ownerCount)}{' '}
              {organization.ownerCount === 1 ? 'owner' : 'owners'}
            </dd>
            <dt>Places</dt>
            <dd>{numberText(organization.placeCount)}</dd>
            {organization.visit ? (
              <>
                <dt>Your visit</dt>
                <dd>
                  until <Timestamp at={organization.visit.endsAt} show="exact" />,{' '}
                  {organization.visit.mode === 'read' ? 'reading only' : 'changing things'}
                </dd>
              </>
            ) : null}
          </dl>
          <div>
            <Button onClick={() => setVisiting(true)}>
              {organization.visit ? 'Continue the visit' : 'Visit'}
            </Button>
          </div>
        </header>
      ) : null}
      <section>
        <h3>Modules</h3>
        <p className="sub">
          Off hides and keeps: what people hold comes back with the module. On gives nobody anything
          that was not given.
        </p>
        <ModuleSwitches
          organizationId={organizationId}
          scope={place?.scope}
          where={place?.name ?? `all of ${name}`}
        >
          <PlaceChoice organizationId={organizationId} place={place} onChange={setPlace} />
        </ModuleSwitches>
      </section>
      {visiting && organization ? (
        <VisitDialog organization={organization} onClose={() => setVisiting(false)} />
      ) : null}
    </Drawer>
  );
}
