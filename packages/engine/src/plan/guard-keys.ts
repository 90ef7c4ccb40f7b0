import { mayAt } from '../decide/management.ts';
import { organizationOrdinal } from '../snapshot/records.ts';
import { effectsOn, type Guard, ofMembers } from './act.ts';
import { refusal } from './derivation.ts';

export const guardKeys: Guard = ofMembers((act, actor) => {
  const permission = 'access.key.manage';
  const keys = effectsOn(act, 'key');
  if (keys.length === 0) return [];
  if (mayAt(act.before.store, actor, permission, organizationOrdinal, act.now)) return [];
  return keys.map(({ id }) => refusal('not_allowed', id, { permission }));
});
