import { getRouteApi } from '@tanstack/react-router';
import { AccessViews } from '../../shared-ui/access-views.tsx';
import { DateTimeField } from '../../shared-ui/date-time-field.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { PermissionSelect } from '../../shared-ui/permission-select.tsx';
import { PlaceSelect } from '../../shared-ui/place-select.tsx';
import '../../shared-ui/question-form.css';
import { PeopleWhoCan } from './people-who-can.tsx';
import './who-can.css';
import type { WhoCanSearch } from './who-can-search.ts';

const route = getRouteApi('/frame/check-access/who');

/** Who can do this here? Everybody, with the reason of each. */
export function WhoCanPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { permission, place, at } = search;
  const go = (next: WhoCanSearch) => void navigate({ search: next, replace: true });
  /** Another question begins with all of its people. */
  const ask = (next: WhoCanSearch) => go({ permission, place, at, ...next });
  return (
    <>
      <PageHeader
        title="Who can do this here"
        lead="Everybody for whom the platform’s modules get a yes, and why."
      />
      <AccessViews permission={permission} place={place} />
      <PageBody>
        <div className="stack who-can">
          <Panel>
            <div className="question-form">
              <PermissionSelect value={permission} onChange={(next) => ask({ permission: next })} />
              <PlaceSelect value={place} onChange={(next) => ask({ place: next })} />
              <DateTimeField
                label="When"
                value={at ?? null}
                onChange={(next) => ask({ at: next ?? undefined })}
                {...(at ? {} : { description: 'Now, unless you choose a time' })}
              />
            </div>
          </Panel>
          {permission && place ? (
            <PeopleWhoCan
              key={`${permission} ${place} ${at}`}
              search={{ ...search, permission, place }}
              onSearch={(next) => void navigate({ search: next })}
            />
          ) : (
            <div className="frame">
              <EmptyState title="Choose an act and a place">
                The list holds exactly the people for whom the answer is yes.
              </EmptyState>
            </div>
          )}
        </div>
      </PageBody>
    </>
  );
}
