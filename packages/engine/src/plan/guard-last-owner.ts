import { effectsOn, type Guard } from './act.ts';
import { refusal } from './derivation.ts';

/** Once it has an owner, an organization always keeps one who is active and has no end of access. Nobody is exempt. */
export const guardLastOwner: Guard = (act) => {
  if (act.before.store.ownerCount === 0 || act.after.store.ownerCount > 0) return [];
  const last = effectsOn(act, 'member').find(({ before }) => before?.role === 'owner');
  return [refusal('last_owner', last?.id ?? null)];
};
