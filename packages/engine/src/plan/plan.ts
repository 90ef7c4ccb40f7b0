import type { Actor, Authority } from '../actor.ts';
import type { Facts } from '../facts.ts';
import type { Instant } from '../ids.ts';
import type { Operation } from '../operations.ts';
import type { Plan } from '../plan-result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

export interface PlanContext {
  readonly snapshot: Snapshot;
  readonly facts: Facts;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly now: Instant;
}

/** What the operations would do, who may not do it and why. Pure: the snapshot stays as it is. */
export declare function plan(operations: readonly Operation[], context: PlanContext): Plan;
