import type { LocalLatchkey } from '@latchkey/sdk';
import type { LibraryKeys } from './library-keys.ts';

interface Branch {
  readonly code: string;
  readonly name: string;
}

/** What the page of the loan desk offers one person: the branches, and at each what may be done there. */
export function branchesFor(
  latchkey: LocalLatchkey<LibraryKeys>,
  userId: string,
  branches: readonly Branch[],
) {
  const person = latchkey.principal(userId);
  const placeOf = ({ code }: Branch) => ({ type: 'branch', id: code }) as const;
  return person.filter('loan.view', branches, placeOf).map((branch) => ({
    ...branch,
    mayGive: person.can('loan.give', placeOf(branch)),
    mayWaive: person.can('loan.fee.waive', placeOf(branch)),
  }));
}
