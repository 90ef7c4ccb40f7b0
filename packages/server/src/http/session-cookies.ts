import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Config } from '../config.ts';
import type { Env } from './env.ts';

export type CookieName =
  | 'latchkey_session'
  | 'latchkey_sign_in'
  /** Somebody is at an identity provider. */
  | 'latchkey_provider'
  /** Whose own provider this browser last came in through. */
  | 'latchkey_organization'
  /** One of the platform's own people, above the organizations. */
  | 'latchkey_operator';

const isSecure = ({ publicUrl }: Config) => publicUrl.startsWith('https:');

export function writeCookie(
  context: Context<Env>,
  config: Config,
  name: CookieName,
  token: string,
  expires: Date,
): void {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    expires,
    secure: isSecure(config),
  } as const;
  if (isSecure(config))
    setCookie(context, name, token, { ...options, secure: true, prefix: 'host' });
  else setCookie(context, name, token, options);
}

export const readCookie = (
  context: Context<Env>,
  config: Config,
  name: CookieName,
): string | undefined =>
  isSecure(config) ? getCookie(context, name, 'host') : getCookie(context, name);

export function dropCookie(context: Context<Env>, config: Config, name: CookieName): void {
  deleteCookie(context, isSecure(config) ? `__Host-${name}` : name, {
    path: '/',
    secure: isSecure(config),
  });
}
