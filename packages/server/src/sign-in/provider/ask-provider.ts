import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { isUsableIssuer } from './issuer-url.ts';

const timeoutSeconds = 10;
/** What OpenID Connect lets a subject be. */
const subjectShape = /^[\x20-\x7e]{1,255}$/;

export type AskedProvider = Pick<IdentityProvider, 'issuer' | 'clientId' | 'clientSecret'>;

/** What has to come back from the provider for this one attempt, and from nobody else. */
export interface AttemptSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says is there. The address only counts together with `verified`. */
export interface ProvedIdentity {
  readonly subject: string;
  readonly address: string | null;
  readonly verified: boolean;
}

export const callbackUrl = (publicUrl: string) => `${publicUrl}/v1/sign-in/sso/callback`;

/** Asks the issuer for its description; throws `issuer_unusable` when it is none. Signatures are checked, redirects are not followed. */
export async function discoverProvider(
  { config, log }: Pick<Services, 'config' | 'log'>,
  { issuer, clientId, clientSecret }: AskedProvider,
): Promise<Configuration> {
  if (!isUsableIssuer(issuer, config.publicUrl)) throw new ProblemError('issuer_unusable');
  const url = new URL(issuer);
  try {
    return await discovery(url, clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      execute: [
        enableNonRepudiationChecks,
        ...(url.protocol === 'http:' ? [allowInsecureRequests] : []),
      ],
    });
  } catch (error) {
    // The answer itself is told to nobody: the address was somebody's choice.
    log.warn({ err: error, issuer }, 'An identity provider could not be discovered.');
    throw new ProblemError('issuer_unusable');
  }
}

/** Where to send the browser, and what to expect back. */
export async function askProvider(
  services: Pick<Services, 'config' | 'log'>,
  provider: AskedProvider,
  { loginHint, again }: { readonly loginHint: string | null; readonly again: boolean },
): Promise<{ readonly url: string; readonly secrets: AttemptSecrets }> {
  const configuration = await discovered(services, provider);
  const secrets = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
  };
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl(services.config.publicUrl),
    scope: 'openid email',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(loginHint !== null && { login_hint: loginHint }),
    // Else the provider would answer at once with the account that was the wrong one.
    ...(again && { prompt: 'login' }),
  });
  return { url: url.href, secrets };
}

/** Trades what the provider sent back for who is there; throws `provider_failed` for anything that does not fit the attempt. */
export async function proveIdentity(
  services: Pick<Services, 'config' | 'log'>,
  provider: AskedProvider,
  secrets: AttemptSecrets,
  query: string,
): Promise<ProvedIdentity> {
  const configuration = await discovered(services, provider);
  try {
    const tokens = await authorizationCodeGrant(
      configuration,
      new URL(`${callbackUrl(services.config.publicUrl)}${query}`),
      {
        pkceCodeVerifier: secrets.verifier,
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        idTokenExpected: true,
      },
    );
    const claims = tokens.claims();
    if (!claims || !subjectShape.test(claims.sub)) throw new Error('The provider names nobody.');
    const told =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    return {
      subject: claims.sub,
      address: typeof told['email'] === 'string' ? told['email'] : null,
      // Providers have sent "true", 1 and lists; only the boolean says so.
      verified: told['email_verified'] === true,
    };
  } catch (error) {
    services.log.warn({ err: error }, 'A sign-in by an identity provider failed.');
    throw new ProblemError('provider_failed');
  }
}

function discovered(
  services: Pick<Services, 'config' | 'log'>,
  provider: AskedProvider,
): Promise<Configuration> {
  return discoverProvider(services, provider).catch(() => {
    throw new ProblemError('provider_failed');
  });
}
