import { createMiddleware } from 'hono/factory';
import type { Config } from '../config.ts';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A page of another origin cannot make a person's browser act here: a browser always names the
 * origin of an unsafe request. Callers without cookies and without these headers are not browsers.
 */
export const ownOrigin = ({ publicUrl }: Config) => {
  const ours = new URL(publicUrl).origin;
  return createMiddleware<Env>(async (context, next) => {
    if (!safeMethods.has(context.req.method) && !isOurs(context.req.raw.headers, ours)) {
      throw new ProblemError('forbidden', {
        places: [
          {
            pointer: null,
            code: 'foreign_origin',
            detail:
              'The request does not come from a page of this server. Send `Origin` with its public address.',
            subject: null,
            values: {},
          },
        ],
      });
    }
    await next();
  });
};

function isOurs(headers: Headers, ours: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin !== null) return origin === ours;
  return !headers.has('cookie');
}
