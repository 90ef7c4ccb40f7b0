import type { Effect } from '../effects.ts';
import { sameValue } from './same-value.ts';

/** Merges effects per object: before of the first, after of the last; what comes back to where it was falls away. */
export class NetEffects {
  // Ids carry their kind as prefix, so one map holds every kind.
  private readonly byId = new Map<string, Effect>();

  add(effects: readonly Effect[]): void {
    for (const effect of effects) {
      const first = this.byId.get(effect.id);
      this.byId.set(effect.id, first === undefined ? effect : joined(first, effect));
    }
  }

  list(): Effect[] {
    return changing([...this.byId.values()]);
  }
}

/** Those that leave their object other than they found it. */
export const changing = (effects: readonly Effect[]): Effect[] =>
  effects.filter((effect) => !sameValue(effect.before, effect.after));

function joined(first: Effect, last: Effect): Effect {
  switch (last.object) {
    case 'organization':
      return first.object === last.object ? { ...last, before: first.before } : last;
    case 'member':
      return first.object === last.object ? { ...last, before: first.before } : last;
    case 'invitation':
      return first.object === last.object ? { ...last, before: first.before } : last;
    case 'grant':
      return first.object === last.object ? { ...last, before: first.before } : last;
    case 'permissionSet':
      return first.object === last.object ? { ...last, before: first.before } : last;
    case 'entity':
      return first.object === last.object ? { ...last, before: first.before } : last;
    case 'key':
      return first.object === last.object ? { ...last, before: first.before } : last;
  }
}
