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
  { given, taken, wanted }: AccessChange,
): ImportOperation[] {
  const gone = new Set(taken.map(pairKey));
  const timed = grants.filter((grant) => grant.timed);
  const removed = grants.filter(
    (grant) =>
      (grant.setId !== null || grant.timed) &&
      heldPairs(grant).every((pair) => gone.has(pairKey(pair))),
  );
  const ofSets = given.filter(({ holding }) => holding.setId !== null);
  return [
    ...grantsOf(ofSets).map((grant) => ({ type: 'grant.add', memberId, grant }) as const),
    ...permissionsAt([...given, ...taken], wanted, timed.flatMap(heldPairs)).map(
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

/** The permissions without times of their own at each place where something changes; places that gain come first. */
function permissionsAt(
  changed: readonly Pair[],
  wanted: readonly Pair[],
  timed: readonly Pair[],
): { scope: Scope; permissions: string[] }[] {
  const apart = new Set(timed.map(pairKey));
  const untimed = (pairs: readonly Pair[]) => pairs.filter((pair) => !apart.has(pairKey(pair)));
  const wantedAt = permissionsByScope(untimed(wanted));
  return [...permissionsByScope(untimed(changed)).keys()]
    .map((scope) => ({ scope, permissions: wantedAt.get(scope) ?? [] }))
    .sort((left, right) => right.permissions.length - left.permissions.length);
}
