import type { Role } from '@latchkey/engine';
import { lettersOf } from './comparable.ts';

const words: Readonly<Record<Role, readonly string[]>> = {
  owner: [
    'owner',
    'owners',
    'organization owner',
    'organisation owner',
    'org owner',
    'inhaber',
    'inhaberin',
    'eigentümer',
    'propriétaire',
    'propietario',
  ],
  member: [
    'member',
    'members',
    'organization member',
    'organisation member',
    'user',
    'standard user',
    'team member',
    'teammate',
    'mitglied',
    'benutzer',
    'membre',
    'miembro',
  ],
};
const roleByWord = new Map(
  (['owner', 'member'] as const).flatMap((role) =>
    words[role].map((word) => [lettersOf(word), role] as const),
  ),
);

export const readRole = (cell: string): Role | null => roleByWord.get(lettersOf(cell)) ?? null;
export const roleNames: readonly (readonly [string, Role])[] = [...roleByWord];
