import type { MemberId } from '../ids.ts';
import { organizationOrdinal } from '../snapshot/records.ts';
import { type Act, effectsOn, type Guard } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

/** Access is given the way the access model gives it: sets, one set for each person, or single permissions. */
export const guardAssignment: Guard = (act) => {
  const grants = effectsOn(act, 'grant').flatMap(({ after }) => after ?? []);
  const { assignment = 'sets' } = act.after.store.compiled.model;
  const refusals = grants.flatMap(({ setId, scope, memberId }): Refusal[] => {
    if (assignment === 'direct') return setId === null ? [] : [refusal('sets_not_assigned', setId)];
    return setId === null ? [refusal('permissions_not_direct', memberId, { place: scope })] : [];
  });
  if (assignment !== 'one_set') return refusals;
  const members = new Set(grants.map(({ memberId }) => memberId));
  return [...refusals, ...[...members].flatMap((memberId) => checkOneSet(act, memberId))];
};

function checkOneSet(act: Act, memberId: MemberId): Refusal[] {
  const grants = act.after.store.member(memberId)?.grants ?? [];
  const isOne = grants.length <= 1 && grants.every(({ scope }) => scope === organizationOrdinal);
  return isOne ? [] : [refusal('one_set_per_person', memberId)];
}
