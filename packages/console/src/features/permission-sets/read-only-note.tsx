import type { PermissionSet } from '@latchkey/contract';
import { IconLock } from '@tabler/icons-react';
import { useWords, type Words } from '../../api/model-words.ts';
import { Note } from '../../shared-ui/note.tsx';

/** Why the set can only be read, and the way to one that can be changed. */
export function ReadOnlyNote({ set }: { set: PermissionSet }) {
  const { title, way } = textOf(set.cannotChange, useWords());
  return (
    <Note tone="info" icon={<IconLock className="i" aria-hidden />} title={title}>
      {way}
    </Note>
  );
}

function textOf(
  reason: string | null,
  { set, sets }: Words,
): { readonly title: string; readonly way: string } {
  if (reason === 'standard_set_read_only') {
    return {
      title: `Standard ${sets} cannot be changed.`,
      way: 'Duplicate to customize: the copy is yours, and people can be moved to it.',
    };
  }
  if (reason === 'owners_only') {
    return {
      title: `Only owners change starter ${sets}.`,
      way: 'Ask an owner, or duplicate it: the copy can be changed.',
    };
  }
  if (reason === 'grant_ceiling') {
    return {
      title: `This ${set} gives more than you hold yourself.`,
      way: 'So you cannot change it. Ask an owner, or duplicate it without what you do not hold.',
    };
  }
  return {
    title: `You cannot change this ${set}.`,
    way: `Ask an owner, or somebody who manages ${sets}.`,
  };
}
