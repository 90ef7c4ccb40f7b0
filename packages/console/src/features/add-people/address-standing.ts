import type { CheckedAddress } from '@latchkey/contract';
import type { EnteredAddress } from './entered-addresses.ts';

/** What becomes of an address: it is invited, needs no invitation, or cannot be invited as it is. */
export type Fate = 'checking' | 'invite' | 'none' | 'cannot';

export interface Standing {
  readonly entry: EnteredAddress;
  readonly checked: CheckedAddress | null;
  readonly fate: Fate;
}

const fates = {
  new: 'invite',
  removed: 'invite',
  member: 'none',
  waiting: 'none',
  duplicate: 'none',
  mistyped: 'cannot',
  outside_domains: 'cannot',
  invalid: 'cannot',
} as const;

export function standingOf(entry: EnteredAddress, checked: CheckedAddress | undefined): Standing {
  if (!checked) return { entry, checked: null, fate: 'checking' };
  const asTyped = entry.asTyped && checked.state === 'mistyped';
  return { entry, checked, fate: asTyped ? 'invite' : fates[checked.state] };
}

export interface Tally {
  readonly entered: number;
  readonly invite: number;
  readonly none: number;
  readonly cannot: number;
  readonly checking: number;
  /** Entries that were merged into an earlier one. */
  readonly merged: number;
}

/** The numbers above the list; they add up to what was entered. */
export function tally(standings: readonly Standing[]): Tally {
  const count = (fate: Fate) => standings.filter((each) => each.fate === fate).length;
  return {
    entered: standings.reduce((sum, each) => sum + each.entry.times, 0),
    invite: count('invite'),
    none: count('none'),
    cannot: count('cannot'),
    checking: count('checking'),
    merged: standings.reduce((sum, each) => sum + each.entry.times - 1, 0),
  };
}
