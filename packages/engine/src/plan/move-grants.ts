import type { Effect } from '../effects.ts';
import type { AccessModel } from '../model.ts';
import { type MovedPermissions, movePermissions } from '../move-permissions.ts';
import { sameValue } from './same-value.ts';
import type { Working } from './working.ts';

/** Permissions given directly go by their new names, less what the model no longer has; a grant of nothing falls away. */
export function moveGrants(model: AccessModel, working: Working): Effect[] {
  const effects: Effect[] = [];
  // Many people hold the same few combinations.
  const known = new Map<string, MovedPermissions>();
  for (const { memberId } of working.store.allMembers()) {
    for (const { id, state } of working.grantsOf(memberId)) {
      if (state.permissions === null) continue;
      const key = state.permissions.join('\n');
      const moved = known.get(key) ?? movePermissions(state.permissions, model);
      known.set(key, moved);
      const { permissions } = moved;
      if (sameValue(permissions, state.permissions)) continue;
      const after = permissions.length === 0 ? null : { ...state, permissions };
      effects.push({ object: 'grant', id, before: state, after });
    }
  }
  return effects;
}
