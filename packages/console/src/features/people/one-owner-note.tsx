import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inSentence, useWords } from '../../api/model-words.ts';
import { organizationQuery } from '../../api/organization.ts';
import { useChangesOff, useSession } from '../../api/session.ts';
import { Note } from '../../shared-ui/note.tsx';

/** With one owner only, an organization is one lost account away from being locked out. */
export function OneOwnerNote() {
  const session = useSession();
  const words = useWords();
  const changesOff = useChangesOff() !== null;
  // A visiting operator is no owner and makes none.
  const owner = session.member.role === 'owner' && session.visit === null && !changesOff;
  const organization = useQuery({ ...organizationQuery, enabled: owner });
  if (!owner || organization.data?.ownerCount !== 1) return null;
  return (
    <div style={{ paddingTop: 'var(--s-4)' }}>
      <Note tone="caution" title={`You are the only ${inSentence(words.owner)}`}>
        If you lose your account, nobody here can let you back in.{' '}
        <Link to="/people/add">Add a second {inSentence(words.owner)}</Link>
      </Note>
    </div>
  );
}
