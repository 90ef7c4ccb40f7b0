import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMarketOrganization } from '../../../test/market-organization.ts';
import {
  type Claims,
  type ForgingProvider,
  startForgingProvider,
} from '../../../test/start-forging-provider.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { newId } from '../../ids.ts';
import { installationProvider } from '../../sign-in/provider/identity-provider.ts';

const publicUrl = 'http://localhost:4000';
const client = { clientId: 'latchkey', clientSecret: 'a secret between the two of them' };

let provider: ForgingProvider;
let server: TestServer;

beforeAll(async () => {
  provider = await startForgingProvider();
  server = await startTestServer({
    config: { publicUrl, sso: { issuer: provider.issuer, name: 'Forger', ...client } },
  });
  await knownPerson('hana');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

/** Somebody who accepted an invitation through the provider long ago. */
async function knownPerson(subject: string): Promise<void> {
  const { services } = server;
  const market = await createMarketOrganization(services);
  const { organizationId, owner } = market;
  const connection = installationProvider(services.config)?.connectionId ?? newId('con');
  await services.db.pool.query(
    'insert into identities (connection_id, subject, user_id) values ($1, $2, $3)',
    [connection, subject, owner.userId],
  );
  await services.db.pool.query(
    `update members set sign_in_method = 'sso' where organization_id = $1`,
    [organizationId],
  );
  await services.db.pool.query('insert into member_connections values ($1, $2, $3)', [
    organizationId,
    owner.memberId,
    connection,
  ]);
}

interface Forgery {
  readonly claims?: Claims;
  readonly make?: (claims: Claims) => string | undefined;
  readonly query?: Readonly<Record<string, string>>;
}

/** Begins a sign-in and comes back with what is forged; answers with where the browser is led. */
async function comeBackWith({ claims = {}, make = provider.signed, query = {} }: Forgery) {
  const begun = await fetch(`${server.url}/v1/sign-in/sso`, { redirect: 'manual' });
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  const now = Math.floor(Date.now() / 1000);
  const token = make({
    iss: provider.issuer,
    aud: client.clientId,
    sub: 'hana',
    iat: now,
    exp: now + 60,
    nonce: asked.get('nonce'),
    ...claims,
  });
  provider.answer = {
    access_token: 'a',
    token_type: 'bearer',
    ...(token !== undefined && { id_token: token }),
  };
  const back = new URLSearchParams({ code: 'c', state: asked.get('state') ?? '', ...query });
  const answer = await fetch(`${server.url}/v1/sign-in/sso/callback?${back}`, {
    redirect: 'manual',
    headers: {
      cookie: begun.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    },
  });
  return {
    ledTo: answer.headers.get('location'),
    signedIn: answer.headers.getSetCookie().some((line) => line.startsWith('latchkey_s')),
  };
}

test('a whole and genuine answer signs in', async () => {
  expect(await comeBackWith({})).toEqual({ ledTo: '/', signedIn: true });
});

const past = Math.floor(Date.now() / 1000) - 3600;
const forgeries: readonly (readonly [string, Forgery])[] = [
  ['no ID token', { make: () => undefined }],
  ['an empty ID token', { make: () => '' }],
  ['an unsigned one', { make: (claims) => provider.unsigned(claims) }],
  ['one signed with another key', { make: (claims) => provider.signedByAnotherKey(claims) }],
  [
    'one signed with the client secret',
    { make: (c) => provider.signedWith(client.clientSecret, c) },
  ],
  [
    'one whose claims were changed after signing',
    {
      make: (claims) => {
        const [head, , signature] = provider.signed(claims).split('.');
        const [, changed] = provider.signed({ ...claims, admin: true }).split('.');
        return `${head}.${changed}.${signature}`;
      },
    },
  ],
  ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
  ['no issuer', { claims: { iss: undefined } }],
  ['another audience', { claims: { aud: 'somebody-else' } }],
  ['no audience', { claims: { aud: undefined } }],
  ['several audiences and another party', { claims: { aud: ['latchkey', 'x'], azp: 'x' } }],
  ['an end in the past', { claims: { iat: past - 60, exp: past } }],
  ['no end', { claims: { exp: undefined } }],
  ['an end in words', { claims: { exp: 'tomorrow' } }],
  ['no time of issue', { claims: { iat: undefined } }],
  ['another nonce', { claims: { nonce: 'n' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['no subject', { claims: { sub: undefined } }],
  ['an empty subject', { claims: { sub: '' } }],
  ['a subject with a control character', { claims: { sub: 'hana\u0000' } }],
  ['a subject that is too long', { claims: { sub: 'h'.repeat(256) } }],
  ['a subject that is a number', { claims: { sub: 1 } }],
  ['a subject that is a list', { claims: { sub: ['hana'] } }],
  ['another state', { query: { state: 's' } }],
  ['an empty state', { query: { state: '' } }],
  ['an empty code', { query: { code: '' } }],
  ['an error', { query: { error: 'access_denied' } }],
  ['an answer that names another issuer', { query: { iss: 'https://elsewhere.example' } }],
];
test.each(forgeries)('an answer with %s signs nobody in', async (_, forgery) => {
  expect(await comeBackWith(forgery)).toEqual({
    ledTo: '/sign-in?problem=provider_failed',
    signedIn: false,
  });
});

test.each(['Hana', 'hana ', 'https://elsewhere.example|hana', 'usr_hana'])(
  'a subject that only resembles a known one is nobody: %j',
  async (sub) => {
    const { signedIn } = await comeBackWith({ claims: { sub } });
    expect(signedIn).toBe(false);
  },
);
