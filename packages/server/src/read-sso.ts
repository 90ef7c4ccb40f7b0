import type { Config, SsoConfig } from './config.ts';
import type { SettingsReader } from './settings-reader.ts';
import { isUsableIssuer } from './sign-in/provider/issuer-url.ts';

/** The installation's identity provider: all of its settings, or none. */
export function readSso(
  settings: SettingsReader,
  { publicUrl, platformName }: Pick<Config, 'publicUrl' | 'platformName'>,
): SsoConfig | null {
  const issuer = settings.parse(
    'LATCHKEY_SSO_ISSUER',
    null,
    (value) => (isUsableIssuer(value, publicUrl) ? value : undefined),
    'Give the issuer as the provider states it, beginning with `https://`.',
  );
  const clientId = settings.find('LATCHKEY_SSO_CLIENT_ID');
  const clientSecret = settings.find('LATCHKEY_SSO_CLIENT_SECRET');
  const name = settings.find('LATCHKEY_SSO_NAME') ?? platformName;
  if (issuer !== null && clientId !== null && clientSecret !== null)
    return { issuer, clientId, clientSecret, name };
  if (issuer ?? clientId ?? clientSecret) {
    const remedy = 'An identity provider needs its issuer, a client id and a client secret.';
    settings.require('LATCHKEY_SSO_ISSUER', remedy);
    settings.require('LATCHKEY_SSO_CLIENT_ID', remedy);
    settings.require('LATCHKEY_SSO_CLIENT_SECRET', remedy);
  }
  return null;
}
