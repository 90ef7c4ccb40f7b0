import type { Authority } from '../actor.ts';
import type { Effect } from '../effects.ts';
import type { Instant } from '../ids.ts';
import type { OperationType } from '../operations.ts';
import type { MemberRecord } from '../snapshot/records.ts';
import type { Refusal } from './derivation.ts';
import type { Working } from './working.ts';

/** What one unit of operations is about to do, as the guards see it. */
export interface Act {
  readonly operationTypes: ReadonlySet<OperationType>;
  readonly effects: readonly Effect[];
  /** Rights are measured on what is true before … */
  readonly before: Working;
  /** … and what must always hold on what would be true after. */
  readonly after: Working;
  readonly authority: Authority;
  readonly now: Instant;
}

/** A rule that holds on every path, because it looks at effects and not at how they came about. */
export type Guard = (act: Act) => readonly Refusal[];

/** A guard on a member's own rights: nobody else's authority is measured, and an owner's has no limit. */
export const ofMembers =
  (guard: (act: Act, actor: MemberRecord) => readonly Refusal[]): Guard =>
  (act) => {
    if (act.authority.kind !== 'member') return [];
    const actor = act.before.store.member(act.authority.memberId);
    return actor === null || actor.role === 'owner' ? [] : guard(act, actor);
  };

/** The effects on one kind of object. */
export function effectsOn<Type extends Effect['object']>(
  act: Act,
  object: Type,
): Extract<Effect, { object: Type }>[] {
  return act.effects.filter(
    (effect): effect is Extract<Effect, { object: Type }> => effect.object === object,
  );
}
