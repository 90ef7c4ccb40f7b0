import type { SignInMethod } from '@latchkey/engine';
import { lettersOf } from './comparable.ts';

const words: Readonly<Record<SignInMethod, readonly string[]>> = {
  password: ['password', 'local', 'local account', 'passwort'],
  passkey: ['passkey', 'passkeys', 'webauthn', 'security key'],
  sso: ['sso', 'single sign-on', 'identity provider', 'idp', 'saml', 'oidc', 'platform'],
};
const methodByWord = new Map(
  (['password', 'passkey', 'sso'] as const).flatMap((method) =>
    words[method].map((word) => [lettersOf(word), method] as const),
  ),
);

export const readSignInMethod = (cell: string): SignInMethod | null =>
  methodByWord.get(lettersOf(cell)) ?? null;
export const signInMethodNames: readonly (readonly [string, SignInMethod])[] = [...methodByWord];
