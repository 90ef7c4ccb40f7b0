import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';

const acceptable = /^[\w.:-]{1,100}$/;

/** Gives the request a name that logs, problems and the caller share, and notes where it came from. */
export const requestIdentity = createMiddleware<Env>(async (context, next) => {
  const given = context.req.header('x-request-id');
  const requestId = given !== undefined && acceptable.test(given) ? given : newRequestId();
  context.set('requestId', requestId);
  context.set('ipAddress', context.env ? (getConnInfo(context).remote.address ?? '') : '');
  await next();
  context.header('X-Request-Id', requestId);
});

export const newRequestId = () => `req_${randomBytes(12).toString('hex')}`;
