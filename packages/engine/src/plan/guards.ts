import type { Guard } from './act.ts';
import { guardActor } from './guard-actor.ts';
import { guardAssignment } from './guard-assignment.ts';
import { guardCompleteAccess } from './guard-complete-access.ts';
import { guardExcluded } from './guard-excluded.ts';
import { guardKeys } from './guard-keys.ts';
import { guardLastOwner } from './guard-last-owner.ts';
import { guardOperators } from './guard-operators.ts';
import { guardOwners } from './guard-owners.ts';
import { guardPeople } from './guard-people.ts';
import { guardPlaces } from './guard-places.ts';
import { guardSets } from './guard-sets.ts';
import { guardStandardSets } from './guard-standard-sets.ts';
import { guardVisitors } from './guard-visitors.ts';

/** Every rule, whatever the path; the first that refuses speaks. */
export const guards: readonly Guard[] = [
  guardActor,
  guardOperators,
  guardVisitors,
  guardStandardSets,
  guardOwners,
  guardPeople,
  guardSets,
  guardPlaces,
  guardKeys,
  guardAssignment,
  guardCompleteAccess,
  guardExcluded,
  guardLastOwner,
];
