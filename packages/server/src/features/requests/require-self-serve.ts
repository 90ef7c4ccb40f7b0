import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';

/** A wish is no change, so no guard of the plan sees it: while self-serve is off nobody makes or answers one, but for a visiting operator. */
export function requireSelfServe({ selfServe, visit }: SignedIn): void {
  if (!selfServe && visit === null) throw new ProblemError('self_serve_off');
}
