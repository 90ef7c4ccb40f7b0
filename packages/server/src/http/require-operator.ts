import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Services } from '../services.ts';
import { findOperatorSession, type SignedInOperator } from '../sign-in/operator-sessions.ts';
import { readOperatorToken } from '../tokens/secret-token.ts';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';
import { sessionOf } from './require-session.ts';
import { readCookie } from './session-cookies.ts';

/** The one guard of everything above the organizations: a live operator's session, and nothing else. */
export const requireOperator = (services: Services) =>
  createMiddleware<Env>(async (context, next) => {
    const operator = await operatorOf(services, context);
    if (!operator) {
      const isMember = (await sessionOf(services, context)) !== null;
      throw new ProblemError(isMember ? 'operators_only' : 'not_signed_in');
    }
    context.set('operator', operator);
    await next();
  });

/** The operator whose session the request's cookie presents, or null. */
export async function operatorOf(
  services: Services,
  context: Context<Env>,
): Promise<SignedInOperator | null> {
  const token = readCookie(context, services.config, 'latchkey_operator');
  const hash = token === undefined ? null : readOperatorToken(token);
  return hash === null ? null : findOperatorSession(services, hash);
}
