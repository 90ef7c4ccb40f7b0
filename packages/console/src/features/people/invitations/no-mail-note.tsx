import { Link } from '@tanstack/react-router';
import { useSession } from '../../../api/session.ts';
import { Note } from '../../../shared-ui/note.tsx';

/** Without a mail server invitations still work: their links are handed over by hand. */
export function NoMailNote() {
  const { features } = useSession();
  if (features.mail) return null;
  return (
    <div style={{ paddingTop: 'var(--s-4)' }}>
      <Note tone="info" title="Mail is not sent from here">
        No mail server is set up, so copy the link of an invitation from its menu and hand it over.{' '}
        {features.mailbox ? <Link to="/mailbox">Read the mails in the mailbox</Link> : null}
      </Note>
    </div>
  );
}
