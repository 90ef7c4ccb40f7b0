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

/** What an access model calls the two, such as `Organisation administrator`. */
export type RoleWords = { readonly [Word in Role]?: string };

export function readRole(cell: string, own: RoleWords = {}): Role | null {
  const letters = lettersOf(cell);
  const isOwn = (role: Role) => own[role] !== undefined && lettersOf(own[role]) === letters;
  if (isOwn('owner')) return 'owner';
  if (isOwn('member')) return 'member';
  return roleByWord.get(letters) ?? null;
}
export const roleNames: readonly (readonly [string, Role])[] = [...roleByWord];
