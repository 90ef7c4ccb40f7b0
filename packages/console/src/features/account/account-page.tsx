import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ChangePassword } from './change-password.tsx';
import { SessionList } from './session-list.tsx';

/** What belongs to the person who is signed in: the password and the open sessions. */
export function AccountPage() {
  return (
    <>
      <PageHeader title="Account" />
      <PageBody>
        <div className="stack" style={{ maxWidth: 760 }}>
          <ChangePassword />
          <SessionList />
        </div>
      </PageBody>
    </>
  );
}
