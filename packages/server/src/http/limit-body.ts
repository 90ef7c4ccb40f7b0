import { importLimits } from '@latchkey/contract';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';

const ordinary = bodyLimit({ maxSize: 2_000_000 });
const file = bodyLimit({ maxSize: importLimits.bytes });

/** Files are uploaded to one path; everything else is small. */
export const limitBody = createMiddleware<Env>((context, next) => {
  const { headers } = context.req.raw;
  // Neither header: HTTP/1.1 says that there is no body, so there is nothing to measure.
  if (!headers.has('content-length') && !headers.has('transfer-encoding')) return next();
  return (context.req.path === '/v1/imports' ? file : ordinary)(context, next);
});
