import { manages, useSession } from '../../api/session.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ApiKeys } from './api-keys.tsx';
import { IdentityProviderSettings } from './identity-provider-settings.tsx';
import { OrganizationSettings } from './organization-settings.tsx';

/** The organization's own rules, and the keys with which modules ask. */
export function SettingsPage() {
  const session = useSession();
  const owner = session.member.role === 'owner';
  const keys = manages(session, 'access.key.manage');
  return (
    <>
      <PageHeader title="Settings" lead={session.organization.name} />
      <PageBody>
        <div className="stack" style={{ maxWidth: 760 }}>
          {owner ? <OrganizationSettings /> : null}
          {owner ? <IdentityProviderSettings /> : null}
          {keys ? <ApiKeys /> : null}
          {owner || keys ? null : (
            <div className="frame">
              <EmptyState title="Settings are for owners">
                Ask an owner of {session.organization.name} if something should be different.
              </EmptyState>
            </div>
          )}
        </div>
      </PageBody>
    </>
  );
}
