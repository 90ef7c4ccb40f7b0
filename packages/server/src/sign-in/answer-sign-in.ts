import type { SignInAnswer } from '@latchkey/contract';
import type { Context } from 'hono';
import type { Config } from '../config.ts';
import type { Env } from '../http/env.ts';
import { dropCookie, writeCookie } from '../http/session-cookies.ts';
import type { SignedInPerson } from './sign-in.ts';

/** Puts what was issued into cookies, out of reach of scripts, and tells where the person may go. */
export function answerSignIn(
  context: Context<Env>,
  config: Config,
  { signIn, organizations, session, operator }: SignedInPerson,
): SignInAnswer {
  writeCookie(context, config, 'latchkey_sign_in', signIn.token, signIn.expiresAt);
  // Whoever signed in here before leaves nothing behind for whoever signs in now.
  if (session) writeCookie(context, config, 'latchkey_session', session.token, session.expiresAt);
  else dropCookie(context, config, 'latchkey_session');
  if (operator)
    writeCookie(context, config, 'latchkey_operator', operator.token, operator.expiresAt);
  else dropCookie(context, config, 'latchkey_operator');
  return {
    organizations: organizations.map(({ organizationId, organizationName }) => ({
      id: organizationId,
      name: organizationName,
    })),
    signedInTo: session?.organizationId ?? null,
    operator: operator !== null,
  };
}
