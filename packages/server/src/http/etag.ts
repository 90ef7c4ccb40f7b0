import type { Context } from 'hono';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';

/** The revision at which an object was last changed, as `If-Match` names it. */
export const etagOf = (revision: number | string): string => `"${revision}"`;

/** The revision back out of an etag that `etagOf` made. */
export const revisionOf = (etag: string): number => Number(etag.slice(1, -1));

/** The object has not changed since the caller read it. */
export function requireMatch(context: Context<Env>, revision: number | string): void {
  const given = context.req.header('if-match');
  if (given === undefined || given.trim() === '') throw new ProblemError('precondition_required');
  // Compressing an answer makes its etag a weak one; the revision in it is the same.
  const wanted = given.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!wanted.includes(etagOf(revision))) throw new ProblemError('stale');
}
