import { importLimits } from '@latchkey/contract';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';

/** The rest of the body is not read, so the connection carries no further request. */
const onError = (context: Context) => {
  context.header('Connection', 'close');
  throw new ProblemError('file_too_large');
};
const ordinary = bodyLimit({ maxSize: 2_000_000, onError });
const file = bodyLimit({ maxSize: importLimits.bytes, onError });

/** Files are uploaded to one path; everything else is small. */
export const limitBody = createMiddleware<Env>((context, next) => {
  const { headers } = context.req.raw;
  // Neither header: HTTP/1.1 says that there is no body, so there is nothing to measure.
  if (!headers.has('content-length') && !headers.has('transfer-encoding')) return next();
  return (context.req.path === '/v1/imports' ? file : ordinary)(context, next);
});
