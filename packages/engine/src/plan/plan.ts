import type { Actor, Authority } from '../actor.ts';
import type { Effect } from '../effects.ts';
import type { Facts } from '../facts.ts';
import type { Instant } from '../ids.ts';
import type { Operation } from '../operations.ts';
import type { PlanProblem } from '../plan-problem.ts';
import type { OperationOutcome, Plan } from '../plan-result.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { atOnce, type Steps } from '../steps.ts';
import type { Guard } from './act.ts';
import { derive } from './derive.ts';
import { guards } from './guards.ts';
import { changing, NetEffects } from './net-effects.ts';
import { type Unit, unitsOf } from './units.ts';
import { Working } from './working.ts';

export interface PlanContext {
  readonly snapshot: Snapshot;
  readonly facts: Facts;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly now: Instant;
}

/** What the operations would do, who may not do it and why. Pure: the snapshot stays as it is. */
export function plan(operations: readonly Operation[], context: PlanContext): Plan {
  return atOnce(planInSteps(operations, context));
}

/**
 * The same with a pause after each unit, for whoever lets others have a turn. INVARIANT: once the snapshot has
 * moved on, no further step is taken.
 */
export function planInSteps(operations: readonly Operation[], context: PlanContext): Steps<Plan> {
  return unitsUnder(guards, operations, context);
}

/** The guards are an argument so that a test can take one away and see that it is missed. */
export function planUnder(
  rules: readonly Guard[],
  operations: readonly Operation[],
  context: PlanContext,
): Plan {
  return atOnce(unitsUnder(rules, operations, context));
}

function* unitsUnder(
  rules: readonly Guard[],
  operations: readonly Operation[],
  context: PlanContext,
): Steps<Plan> {
  const branch = new SnapshotStore(storeOf(context.snapshot));
  const working = new Working({ facts: context.facts, branch });
  const net = new NetEffects();
  const outcomes: OperationOutcome[] = operations.map(() => 'refused');
  const problems: PlanProblem[] = [];
  for (const unit of unitsOf(operations)) {
    const attempt = planUnit(unit, working, rules, context);
    problems.push(...attempt.problems);
    yield;
    if (attempt.outcomes === null) continue;
    net.add(attempt.effects);
    unit.forEach(({ index }, position) => {
      outcomes[index] = attempt.outcomes?.[position] ?? 'refused';
    });
  }
  problems.sort((left, right) => left.operation - right.operation);
  return { outcomes, effects: net.list(), problems, branch: { snapshot: branch } };
}

interface Attempt {
  readonly effects: readonly Effect[];
  readonly problems: readonly PlanProblem[];
  /** Null when the unit is refused whole. */
  readonly outcomes: readonly OperationOutcome[] | null;
}

/** Derives a unit on a fork, asks the guards about the outcome, and folds the fork back or drops it. */
function planUnit(
  unit: Unit,
  working: Working,
  rules: readonly Guard[],
  context: PlanContext,
): Attempt {
  const fork = working.fork();
  const net = new NetEffects();
  const outcomes: OperationOutcome[] = [];
  const problems: PlanProblem[] = [];
  let isRefused = false;
  for (const { index, operation } of unit) {
    const derivation = derive(operation, fork, context);
    if ('refusals' in derivation) {
      problems.push(...derivation.refusals.map((refusal) => ({ operation: index, ...refusal })));
      outcomes.push('refused');
      isRefused ||= !leavesOthers(operation);
      continue;
    }
    const effects = changing(derivation.effects);
    fork.apply(effects);
    net.add(effects);
    outcomes.push(effects.length === 0 ? 'unchanged' : 'applied');
  }
  if (isRefused) return { effects: [], problems, outcomes: null };

  const effects = net.list();
  const act = {
    operationTypes: new Set(unit.map(({ operation }) => operation.type)),
    effects,
    before: working,
    after: fork,
    authority: context.authority,
    now: context.now,
  };
  for (const guard of rules) {
    const refusals = guard(act);
    if (refusals.length === 0) continue;
    const operation = unit[0].index;
    problems.push(...refusals.map((refusal) => ({ operation, ...refusal })));
    return { effects: [], problems, outcomes: null };
  }
  fork.foldIntoParent();
  return { effects, problems, outcomes };
}

/**
 * Of a change that is turned round, what was changed since is left alone and the rest goes on; only when
 * the person as such has changed since is the whole person left alone.
 */
const leavesOthers = (operation: Operation) =>
  operation.type === 'change.revert' && operation.recorded.object !== 'member';
