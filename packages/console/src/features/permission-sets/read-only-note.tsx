import type { PermissionSet } from '@latchkey/contract';
import { IconLock } from '@tabler/icons-react';
import { Note } from '../../shared-ui/note.tsx';

/** Why the set can only be read, and the way to one that can be changed. */
export function ReadOnlyNote({ set }: { set: PermissionSet }) {
  const standard = set.kind === 'standard';
  return (
    <Note
      tone="info"
      icon={<IconLock className="i" aria-hidden />}
      title={standard ? 'Standard sets cannot be changed.' : 'You cannot change this set.'}
    >
      {standard
        ? 'Duplicate to customize: the copy is yours, and people can be moved to it.'
        : 'Ask an owner, or somebody who manages permission sets.'}
    </Note>
  );
}
