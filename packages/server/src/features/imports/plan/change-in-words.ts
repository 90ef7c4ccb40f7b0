import type { PersonChange } from './change-person.ts';
import { instantInWords } from './in-words.ts';
import type { KnownPerson } from './known-person.ts';
import { type NamesOfAccess, pairInWords, pairsInWords } from './pairs.ts';

/** The exact difference without what is taken away: that stands by itself, in red. */
export function changeInWords(
  known: KnownPerson,
  { profile, access }: PersonChange,
  names: NamesOfAccess,
): string {
  const { name, phone, role, accessEndsAt } = profile;
  const words: string[] = [];
  if (name !== undefined) words.push(valueInWords('name', known.name || null, name));
  if (phone !== undefined) words.push(valueInWords('phone', known.phone, phone));
  if (role === 'owner') words.push('becomes owner, with every permission everywhere');
  if (role === 'member') words.push('becomes member');
  if (accessEndsAt !== undefined) {
    words.push(
      accessEndsAt === null
        ? 'access no longer ends'
        : `access ends ${instantInWords(accessEndsAt)}`,
    );
  }
  if (access.given.length > 0) words.push(`gains ${pairsInWords(access.given, names)}`);
  const who = known.name || 'this person';
  return words.length === 0 ? `Changes ${who}.` : `Changes ${who}: ${words.join('; ')}.`;
}

function valueInWords(what: string, before: string | null, after: string | null): string {
  if (after === null) return `${what} cleared (was “${before ?? ''}”)`;
  return before === null ? `${what} “${after}”` : `${what} from “${before}” to “${after}”`;
}

/** What is taken away, one line for each set at each place. */
export function lossesInWords(
  known: KnownPerson,
  { profile, access }: PersonChange,
  names: NamesOfAccess,
): string[] {
  const ownership =
    profile.role === 'member' && known.role === 'owner'
      ? ['Every permission everywhere, as owner']
      : [];
  return [...ownership, ...access.taken.map((pair) => pairInWords(pair, names))];
}
