import type { Effect } from './effects.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { Branch } from './snapshot/branch.ts';

export type OperationOutcome = 'applied' | 'unchanged' | 'refused';

/** What would happen, or, once committed, what did. */
export interface Plan {
  /** One outcome per operation, in order. */
  readonly outcomes: readonly OperationOutcome[];
  /** Net effects, one per touched object, in the order first touched. */
  readonly effects: readonly Effect[];
  readonly problems: readonly PlanProblem[];
  /** The snapshot as it would be; published after the commit. */
  readonly branch: Branch;
}
