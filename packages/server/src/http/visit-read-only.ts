import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Asked with a body, and yet nothing but a question. Previews are not among them: they belong to changing. */
const questions = new Set(['/v1/access-checks']);

/** An operator who visits to read changes nothing, whichever way it is asked. */
export const visitReadOnly = createMiddleware<Env>(async (context, next) => {
  const { visit } = context.get('signedIn');
  const { method, path } = context.req;
  const isReading = reading.has(method) || (method === 'POST' && questions.has(path));
  if (visit?.mode === 'read' && !isReading) throw new ProblemError('visit_read_only');
  await next();
});
