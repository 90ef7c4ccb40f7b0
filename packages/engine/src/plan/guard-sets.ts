import { ownWords, restrictionsOf } from '../decide/covering.ts';
import { carriesAll, handsOut, handsOutEverything, mayAt } from '../decide/management.ts';
import type { PermissionSetId } from '../ids.ts';
import { closedWords, containsAll, namesOf } from '../snapshot/compiled-model.ts';
import { organizationOrdinal } from '../snapshot/records.ts';
import type { PermissionSetState } from '../state.ts';
import { effectsOn, type Guard, ofMembers } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

/**
 * Sets count everywhere, so their editors need the right at the whole organization and hold there all
 * that the set gave before and gives after: then no holder, at no scope, gets more than the editor has.
 */
export const guardSets: Guard = ofMembers((act, actor) => {
  const sets = effectsOn(act, 'permissionSet');
  if (sets.length === 0) return [];
  const { store } = act.before;
  const permission = 'access.set.manage';
  if (!mayAt(store, actor, permission, organizationOrdinal, act.now)) {
    return sets.map(({ id }) => refusal('not_allowed', id, { permission }));
  }
  const own = ownWords(store, actor, [organizationOrdinal], act.now);
  const organization = store.entityAt(organizationOrdinal);

  return sets.flatMap(({ id, before, after }): Refusal[] => {
    const refusals: Refusal[] = [];
    for (const state of [before, after]) {
      const words = closedWords(store.compiled, state?.permissions ?? []);
      if (containsAll(own, words)) continue;
      const missing = words.map((word, index) => word & ~(own[index] ?? 0));
      refusals.push(
        refusal('grant_ceiling', id, { permissions: namesOf(store.compiled, missing) }),
      );
    }
    if (after !== null && !carriesAll(after, restrictionsOf(store, actor, act.now))) {
      refusals.push(refusal('grant_ceiling', id, { restrictions: after.restrictions }));
    }
    if (organization === null) return refusals;
    for (const listed of newlyListed(before, after)) {
      const allowed =
        listed === '*'
          ? handsOutEverything(store, actor, act.now)
          : handsOut(store, actor, listed, organization, act.now);
      if (!allowed) refusals.push(refusal('grant_ceiling', listed === '*' ? id : listed));
    }
    return refusals;
  });
});

function newlyListed(
  before: PermissionSetState | null,
  after: PermissionSetState | null,
): (PermissionSetId | '*')[] {
  const listed = after?.mayGrant ?? [];
  const earlier = before?.mayGrant ?? [];
  if (earlier === '*') return [];
  if (listed === '*') return ['*'];
  return listed.filter((id) => !earlier.includes(id));
}
