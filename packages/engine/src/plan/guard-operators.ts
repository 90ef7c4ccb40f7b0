import { offWords } from '../decide/covering.ts';
import type { EntityId } from '../ids.ts';
import { containsAll } from '../snapshot/compiled-model.ts';
import { startsOff } from '../starts-off.ts';
import { type Act, effectsOn, type Guard } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';
import { sameValue } from './same-value.ts';

/** What operators alone decide: which modules are on where, whether an organization serves itself, and their own visits. */
export const guardOperators: Guard = (act) => {
  if (act.authority.kind === 'system') return [];
  return [...selfServe(act), ...entitlements(act), ...visits(act)];
};

/** While self-serve is off nobody of the organization changes anything; a visiting operator may. */
function selfServe({ authority, before, effects }: Act): Refusal[] {
  if (before.organization.selfServe || authority.kind !== 'member' || effects.length === 0)
    return [];
  const isVisiting = before.store.member(authority.memberId)?.visiting === true;
  return isVisiting ? [] : [refusal('self_serve_off', null)];
}

function entitlements(act: Act): Refusal[] {
  const { model } = act.after.store.compiled;
  return [
    ...effectsOn(act, 'organization').filter(
      ({ before, after }) =>
        before?.selfServe !== after?.selfServe || !sameValue(before?.modulesOff, after?.modulesOff),
    ),
    ...effectsOn(act, 'entity').filter(({ id, before, after }) => {
      if (after === null) return false;
      const isSwitched = !sameValue(
        before?.modulesOff ?? startsOff(model, after.type),
        after.modulesOff,
      );
      return isSwitched || leavesWhatIsOff(act, id);
    }),
  ].map(({ id }) => refusal('operators_only', id));
}

/** A place that moves out from under a switch would have the module on again. */
function leavesWhatIsOff({ before, after }: Act, id: EntityId): boolean {
  const wasOff = offWords(before.store, before.store.entity(id)?.ancestors ?? []);
  if (wasOff === null) return false;
  const isOff = offWords(after.store, after.store.entity(id)?.ancestors ?? []);
  return isOff === null || !containsAll(isOff, wasOff);
}

const visits = (act: Act): Refusal[] =>
  effectsOn(act, 'member')
    .filter(({ before, after }) => before?.visiting || after?.visiting)
    .map(({ id }) => refusal('operators_only', id));
