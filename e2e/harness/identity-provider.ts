import type { Page } from 'playwright';
import {
  type ProviderAccount,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../../packages/server/test/start-identity-provider.ts';

export type { ProviderAccount };

/** A platform's identity provider, as a server is told of it and as people meet it. */
export interface IdentityProvider extends TestIdentityProvider {
  /** What makes it the provider of an installation. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a real OpenID Connect provider with these accounts, for a server at `publicUrl`. */
export async function startProvider(
  publicUrl: string,
  accounts: readonly ProviderAccount[],
  name = 'Beacon ID',
): Promise<IdentityProvider> {
  const provider = await startIdentityProvider(publicUrl, accounts);
  return {
    ...provider,
    environment: {
      LATCHKEY_SSO_ISSUER: provider.issuer,
      LATCHKEY_SSO_CLIENT_ID: provider.clientId,
      LATCHKEY_SSO_CLIENT_SECRET: provider.clientSecret,
      LATCHKEY_SSO_NAME: name,
    },
  };
}

/** On the provider's own page: says who one is. */
export async function signInAtProvider(page: Page, account: string): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in at the provider' }).waitFor();
  await page.getByLabel('Account').fill(account);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
