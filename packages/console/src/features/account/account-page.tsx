import { useSession } from '../../api/session.ts';
import { Note } from '../../shared-ui/note.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ChangePassword } from './change-password.tsx';
import { SessionList } from './session-list.tsx';

/** What belongs to the person who is signed in: the password and the open sessions. */
export function AccountPage() {
  const { hasPassword } = useSession();
  return (
    <>
      <PageHeader title="Account" />
      <PageBody>
        <div className="stack" style={{ maxWidth: 760 }}>
          {hasPassword ? (
            <ChangePassword />
          ) : (
            <Note title="There is no password to change">This account signs in without one.</Note>
          )}
          <SessionList />
        </div>
      </PageBody>
    </>
  );
}
