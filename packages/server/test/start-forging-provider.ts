import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Claims = Readonly<Record<string, unknown>>;

/** A provider that answers the token request with whatever a test puts in its mouth. */
export interface ForgingProvider extends AsyncDisposable {
  readonly issuer: string;
  /** What the next token request is answered with. */
  answer: Claims;
  /** An ID token signed as a real one is. */
  signed(claims: Claims): string;
  signedByAnotherKey(claims: Claims): string;
  signedWith(secret: string, claims: Claims): string;
  unsigned(claims: Claims): string;
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function es256(key: KeyObject, claims: Claims): string {
  const text = `${part({ alg: 'ES256', kid: 'one' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

export async function startForgingProvider(): Promise<ForgingProvider> {
  const own = newKey();
  const other = newKey();
  const server = createServer((request, response) => {
    const body = pages[request.url ?? '']?.();
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // INVARIANT: it listens on TCP
  const issuer = `http://127.0.0.1:${port}`;
  const pages: Readonly<Record<string, () => unknown>> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    }),
    '/jwks': () => ({
      keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'ES256' }],
    }),
    '/token': () => provider.answer,
  };
  const provider: ForgingProvider = {
    issuer,
    answer: {},
    signed: (claims) => es256(own.privateKey, claims),
    signedByAnotherKey: (claims) => es256(other.privateKey, claims),
    signedWith: (secret, claims) => {
      const text = `${part({ alg: 'HS256' })}.${part(claims)}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    },
    unsigned: (claims) => `${part({ alg: 'none' })}.${part(claims)}.`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}
