import type { Authority } from '../actor.ts';
import type { Effect } from '../effects.ts';
import type { Instant } from '../ids.ts';
import type { PlanProblem, PlanProblemCode } from '../plan-problem.ts';

/** A problem before it is known which operation of the list it belongs to. */
export type Refusal = Omit<PlanProblem, 'operation'>;

/** What one operation would do, or why it cannot. */
export type Derivation =
  | { readonly effects: readonly Effect[] }
  | { readonly refusals: readonly Refusal[] };

export interface DeriveContext {
  readonly authority: Authority;
  readonly now: Instant;
}

export function refusal(
  code: PlanProblemCode,
  subject: string | null,
  details: PlanProblem['details'] = {},
): Refusal {
  return { code, subject, details };
}

export function refused(
  code: PlanProblemCode,
  subject: string | null,
  details: PlanProblem['details'] = {},
): Derivation {
  return { refusals: [refusal(code, subject, details)] };
}

export const unchanged: Derivation = { effects: [] };

/** Refused when there is something to refuse, else these effects. */
export function derived(
  refusals: readonly Refusal[],
  effects: () => readonly Effect[],
): Derivation {
  return refusals.length > 0 ? { refusals } : { effects: effects() };
}
