import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';

/** How people sign in is for owners to say, and to see. */
export function requireOwner({ role }: SignedIn): void {
  if (role !== 'owner') throw new ProblemError('owners_only');
}
