import type { Scope } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import { type AccessChange, heldPairs } from './change-access.ts';
import type { KnownPerson } from './known-person.ts';
import { grantsOf, type Pair, pairKey, permissionsByScope } from './pairs.ts';
import type { ImportOperation } from './planned-row.ts';

/**
 * What the change of access takes. Sets are added and removed one by one, so that what somebody else
 * gives between plan and apply stays; permissions given directly are one grant for each place.
 */
export function accessOperations(
  { memberId, grants }: KnownPerson,
  { given, taken }: AccessChange,
): ImportOperation[] {
  const gone = new Set(taken.map(pairKey));
  const isTaken = (pair: Pair) => gone.has(pairKey(pair));
  const directly = grants.filter(({ setId, timed }) => setId === null && !timed);
  const removed = grants.filter(
    (grant) => !directly.includes(grant) && heldPairs(grant).every(isTaken),
  );
  return [
    ...grantsOf(given.filter(({ holding }) => holding.setId !== null)).map(
      (grant) => ({ type: 'grant.add', memberId, grant }) as const,
    ),
    ...permissionsAt(directly.flatMap(heldPairs), given, isTaken).map(
      ({ scope, permissions }) =>
        ({
          type: 'member.setPermissions',
          memberId,
          scope,
          permissions,
          grantId: newId('grt'),
        }) as const,
    ),
    ...removed.map(({ grantId }) => ({ type: 'grant.remove', memberId, grantId }) as const),
  ];
}

/** The permissions without an end of their own at each place where they change; places that gain come first. */
function permissionsAt(
  held: readonly Pair[],
  given: readonly Pair[],
  isTaken: (pair: Pair) => boolean,
): { scope: Scope; permissions: string[] }[] {
  const changed = permissionsByScope([...given, ...held.filter(isTaken)]);
  const wanted = permissionsByScope([...given, ...held.filter((pair) => !isTaken(pair))]);
  return [...changed.keys()]
    .map((scope) => ({ scope, permissions: wanted.get(scope) ?? [] }))
    .sort((left, right) => right.permissions.length - left.permissions.length);
}
