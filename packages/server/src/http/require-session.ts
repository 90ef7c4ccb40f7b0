import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Services } from '../services.ts';
import { type FoundSession, findSession } from '../sign-in/find-session.ts';
import { readSessionToken } from '../tokens/secret-token.ts';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';
import { readCookie } from './session-cookies.ts';

/** Lets nobody past without a live session, and tells the routes behind who is asking. */
export const requireSession = (services: Services) =>
  createMiddleware<Env>(async (context, next) => {
    const session = await sessionOf(services, context);
    if (!session) throw new ProblemError('not_signed_in');
    context.set('signedIn', session);
    await next();
  });

/** The live session that the request presents: a browser's cookie, or the same token from a platform's backend. */
export async function sessionOf(
  services: Services,
  context: Context<Env>,
): Promise<FoundSession | null> {
  const token = bearer(context) ?? readCookie(context, services.config, 'latchkey_session');
  const presented = token === undefined ? null : readSessionToken(token);
  return presented === null ? null : findSession(services, presented);
}

const bearer = (context: Context<Env>) =>
  /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
