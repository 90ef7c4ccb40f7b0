import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWK, Provider } from 'oidc-provider';

export interface ProviderAccount {
  readonly subject: string;
  readonly email: string;
  /** As a provider says it, which may be nonsense; true when left out. */
  readonly emailVerified?: unknown;
}

/** A real OpenID Connect provider with a page to sign in on. */
export interface TestIdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who can sign in there, by subject; a test may change it. */
  readonly accounts: Map<string, ProviderAccount>;
}

/** Starts a provider on the loopback interface that sends browsers back to `publicUrl`. */
export async function startIdentityProvider(
  publicUrl: string,
  accounts: readonly ProviderAccount[],
): Promise<TestIdentityProvider> {
  const known = new Map(accounts.map((account) => [account.subject, account]));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // INVARIANT: it listens on TCP
  const issuer = `http://127.0.0.1:${port}`;
  const client = { id: 'latchkey', secret: randomBytes(24).toString('base64url') };
  const provider = newProvider(issuer, publicUrl, client, known);
  const handle = provider.callback();
  server.on('request', (request, response) => {
    const interaction = /^\/interaction\/[^/?]+$/.test(request.url ?? '');
    if (!interaction) return void handle(request, response);
    answerInteraction(provider, known, request, response).catch(() => {
      response.writeHead(400).end('This sign-in is over.');
    });
  });
  return {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    accounts: known,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function newProvider(
  issuer: string,
  publicUrl: string,
  client: { readonly id: string; readonly secret: string },
  accounts: ReadonlyMap<string, ProviderAccount>,
): Provider {
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        id_token_signed_response_alg: 'ES256',
        redirect_uris: [`${publicUrl}/v1/sign-in/sso/callback`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, subject) => {
      const account = accounts.get(subject);
      return (
        account && {
          accountId: subject,
          claims: () => ({
            sub: subject,
            email: account.email,
            email_verified: 'emailVerified' in account ? account.emailVerified : true,
          }),
        }
      );
    },
    jwks: { keys: [signingKey()] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Nobody is asked for consent: the platform and its provider belong together.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  });
  return provider;
}

/** A key of its own: one provider's signature is worth nothing at another. */
function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'test' };
}

async function answerInteraction(
  provider: Provider,
  accounts: ReadonlyMap<string, ProviderAccount>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const hint = typeof params['login_hint'] === 'string' ? params['login_hint'] : '';
  if (request.method !== 'POST') return loginPage(response, hint, '');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const entered = new URLSearchParams(body).get('account') ?? '';
  const account = [...accounts.values()].find(
    ({ subject, email }) => subject === entered || email === entered,
  );
  if (!account) return loginPage(response, entered, 'There is no such account.');
  await provider.interactionFinished(request, response, {
    login: { accountId: account.subject },
  });
}

function loginPage(response: ServerResponse, account: string, failure: string): void {
  const value = account.replace(/[&<>"]/g, '');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>
<html lang="en"><title>Sign in at the provider</title>
<h1>Sign in at the provider</h1><p>${failure}</p>
<form method="post"><label>Account <input name="account" value="${value}"></label>
<button>Sign in</button></form></html>`);
}
