import type { Context } from 'hono';
import type { Env } from '../http/env.ts';

/** Where a sign-in came from, as the list of sessions shows it. */
export interface RequestOrigin {
  readonly ipAddress: string;
  readonly userAgent: string;
}

export const requestOrigin = (context: Context<Env>): RequestOrigin => ({
  ipAddress: context.get('ipAddress'),
  userAgent: (context.req.header('user-agent') ?? '').slice(0, 300),
});
