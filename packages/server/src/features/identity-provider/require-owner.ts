import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';

/** How people sign in is for owners to say, and to see. */
export function requireOwner({ role }: SignedIn): void {
  if (role !== 'owner') throw new ProblemError('owners_only');
}

/** How people sign in is changed by owners who belong here, while the organization serves itself: a visitor would open a way in that stays. */
export function requireOwnerToChange(signedIn: SignedIn): void {
  requireOwner(signedIn);
  if (signedIn.visit) throw new ProblemError('visitor_may_not');
  if (!signedIn.selfServe) throw new ProblemError('self_serve_off');
}
