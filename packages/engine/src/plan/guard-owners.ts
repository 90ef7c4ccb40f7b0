import { effectsOn, type Guard, ofMembers } from './act.ts';
import { refusal } from './derivation.ts';

/** Owners, and what holds for the whole organization, are changed by owners. */
export const guardOwners: Guard = ofMembers((act) => [
  ...effectsOn(act, 'member')
    .filter(({ before, after }) => before?.role === 'owner' || after?.role === 'owner')
    .map(({ id }) => refusal('owners_only', id)),
  ...effectsOn(act, 'permissionSet')
    .filter(({ before, after }) => (before ?? after)?.kind === 'starter')
    .map(({ id }) => refusal('owners_only', id)),
  ...effectsOn(act, 'organization').map(({ id }) => refusal('owners_only', id)),
]);
