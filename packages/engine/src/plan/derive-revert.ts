import type { Effect } from '../effects.ts';
import type { InvitationState } from '../state.ts';
import { type Derivation, derived, type Refusal, refusal, refused } from './derivation.ts';
import { checkEntity } from './derive-entity.ts';
import { checkSet } from './derive-permission-set.ts';
import { checkTaken } from './derive-restore.ts';
import { sameValue } from './same-value.ts';
import type { Working } from './working.ts';

/** The recorded effect the other way round, when the object is still as the effect left it. */
export function deriveRevert(recorded: Effect, working: Working): Derivation {
  if (!sameValue(currentState(recorded, working), recorded.after)) {
    return refused('changed_since', recorded.id);
  }
  return derived(checkReverted(recorded, working), () => [reversed(recorded)]);
}

function currentState(effect: Effect, working: Working): unknown {
  switch (effect.object) {
    case 'organization':
      return working.organization;
    case 'member':
      return working.member(effect.id);
    case 'invitation':
      return working.invitation(effect.id);
    case 'grant':
      return working.grant((effect.after ?? effect.before)?.memberId ?? 'mem_', effect.id);
    case 'permissionSet':
      return working.permissionSet(effect.id);
    case 'entity':
      return working.entity(effect.id);
    case 'key':
      return working.key(effect.id);
  }
}

/** What no longer fits, now that other things have changed around the object. */
function checkReverted(effect: Effect, working: Working): Refusal[] {
  switch (effect.object) {
    case 'organization': {
      const moved = effect.before?.modelHash !== effect.after?.modelHash;
      return moved || effect.before === null ? [refusal('cannot_undo', effect.id)] : [];
    }
    case 'member':
      if (effect.before === null) {
        // What the person was given since, or a link sent since, keeps the person here.
        const isHeld =
          working.grantsOf(effect.id).length > 0 || working.invitationOfMember(effect.id) !== null;
        return isHeld ? [refusal('changed_since', effect.id)] : [];
      }
      if (effect.before.status === 'removed') return [];
      // Nobody can be made not to have accepted.
      if (effect.before.status === 'invited' && effect.after?.status === 'active') {
        return [refusal('cannot_undo', effect.id)];
      }
      return checkTaken(effect.id, effect.before, working);
    case 'permissionSet': {
      if (effect.before !== null) return checkSet(effect.id, effect.before, working);
      const set = working.store.set(effect.id);
      const grants = set === null ? 0 : working.store.grantCountOf(set.ordinal);
      return grants === 0 ? [] : [refusal('set_in_use', effect.id, { grants })];
    }
    case 'entity': {
      if (effect.before !== null) {
        return checkEntity(effect.id, effect.before, effect.after, working);
      }
      return isEntityInUse(effect.id, working) ? [refusal('cannot_undo', effect.id)] : [];
    }
    case 'grant': {
      if (effect.before === null) return [];
      const { before } = effect;
      const refusals: Refusal[] = [];
      if (before.setId !== null && working.store.set(before.setId) === null) {
        refusals.push(refusal('unknown_permission_set', before.setId));
      }
      // Given under an earlier version of the model, under names or conditions that hold no longer.
      const { graph } = working.store.compiled;
      if (before.permissions !== null && graph.problems(before.permissions).length > 0) {
        refusals.push(refusal('cannot_undo', effect.id));
      }
      if (working.store.entity(before.scope) === null) {
        refusals.push(refusal('unknown_place', before.scope));
      }
      const doubled = working
        .grantsOf(before.memberId)
        .some((other) => other.id !== effect.id && sameValue(other.state, before));
      if (doubled) refusals.push(refusal('changed_since', effect.id));
      return refusals;
    }
    case 'key':
      // A revoked key stays dead: it may have been revoked because it leaked.
      return effect.before === null ? [] : [refusal('cannot_undo', effect.id)];
    case 'invitation':
      return [];
  }
}

function isEntityInUse(id: Extract<Effect, { object: 'entity' }>['id'], working: Working): boolean {
  const entity = working.store.entity(id);
  if (entity === null) return false;
  return (
    working.store.grantCountAt(entity.ordinal) > 0 ||
    working.store.children(entity.ordinal).size > 0
  );
}

function reversed(effect: Effect): Effect {
  switch (effect.object) {
    case 'organization':
      return { ...effect, before: effect.after, after: effect.before };
    case 'member':
      return { ...effect, before: effect.after, after: effect.before };
    case 'invitation':
      return { ...effect, before: effect.after, after: waitingAgain(effect) };
    case 'grant':
      return { ...effect, before: effect.after, after: effect.before };
    case 'permissionSet':
      return { ...effect, before: effect.after, after: effect.before };
    case 'entity':
      return { ...effect, before: effect.after, after: effect.before };
    case 'key':
      return { ...effect, before: effect.after, after: effect.before };
  }
}

/** Links that were dead stay dead: what waits again waits under a new generation. */
function waitingAgain({
  before,
  after,
}: Extract<Effect, { object: 'invitation' }>): InvitationState | null {
  if (before === null || after === null) return before;
  return { ...before, generation: after.generation + 1 };
}
