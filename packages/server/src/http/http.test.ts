import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { newVisitor } from '../../test/visitor.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;

beforeAll(async () => {
  const consoleDirectory = await mkdtemp(join(tmpdir(), 'latchkey-console-'));
  await mkdir(join(consoleDirectory, 'assets'));
  await writeFile(join(consoleDirectory, 'index.html'), '<!doctype html><title>Console</title>');
  await writeFile(
    join(consoleDirectory, 'assets', 'app-1a2b3c.js'),
    `console.log(${JSON.stringify('x'.repeat(2000))})`,
  );
  server = await startTestServer({ config: { consoleDirectory } });
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
});
afterAll(() => server[Symbol.asyncDispose]());

it('a body that comes in pieces, without its length, is read like any other', async () => {
  const pieces = ['{"address":"nobody@aurora.', 'example"}'].map((piece) =>
    new TextEncoder().encode(piece),
  );
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:4000' },
    body: new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    }),
    duplex: 'half',
  };
  const answer = await fetch(`${server.url}/v1/password/reset-request`, init);
  expect(answer.status).toBe(202);
});

describe('a failure', () => {
  it('names each bad place of a body by a pointer, fields that are not known too', async () => {
    const { status, headers, body } = await owner.request('POST', '/v1/invitations', {
      people: [{ address: 'a@b.example', isAdmin: true }],
      role: 'boss',
      grants: [],
      'odd/na~me': 1,
    });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      code: 'malformed_request',
      status: 400,
      type: 'http://localhost:4000/problems/malformed_request',
    });
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/odd~1na~0me',
      '/people/0/isAdmin',
      '/role',
    ]);
  });

  it('in a query names the field', async () => {
    const { body } = await owner.request('GET', '/v1/members?limit=1000&colour=red');
    expect(body.errors.map(({ subject }: { subject: string }) => subject).toSorted()).toEqual([
      'colour',
      'limit',
    ]);
  });

  it.each([
    ['{"address": ', 'application/json'],
    ['address=a', 'application/x-www-form-urlencoded'],
    ['[]', 'application/json'],
    ['', 'application/json'],
  ])('is told for the body %j of type %s', async (text, type) => {
    const answer = await fetch(`${server.url}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: text,
    });
    expect([answer.status, (await answer.json()) as { code: string }]).toMatchObject([
      400,
      { code: 'malformed_request' },
    ]);
  });

  it('of a body that is too large is told before it is read', async () => {
    const { body } = await owner.request('POST', '/v1/invitations/check', {
      addresses: ['x'.repeat(2_000_001)],
    });
    expect(body.status).toBe(413);
  });

  it('that nobody foresaw tells a request id and nothing of the inside', async () => {
    await using broken = await startTestServer();
    await broken.services.db.pool.query('alter table users rename to lost');
    const answer = await newVisitor(broken).request(
      'POST',
      '/v1/sign-in',
      { address: 'a@b.example', password: 'x' },
      { 'x-request-id': 'from-the-caller' },
    );
    expect(answer.body).toEqual({
      type: 'http://localhost:4000/problems/internal',
      title: 'Something failed on our side.',
      status: 500,
      code: 'internal',
      detail: 'Try again; if it stays, give your administrator the request id.',
      requestId: 'from-the-caller',
    });
    expect(answer.headers.get('x-request-id')).toBe('from-the-caller');
  });

  it('has a page that its type opens', async () => {
    expect(await (await fetch(`${server.url}/problems/last_owner`)).text()).toContain(
      'An organization always keeps an owner.',
    );
  });
});

describe('a request from another page', () => {
  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4000' },
  ])('that says %j changes nothing', async (headers) => {
    const visitor = newVisitor(server);
    visitor.cookies.set('latchkey_session', owner.token);
    const answer = await visitor.request('DELETE', '/v1/sessions', undefined, { ...headers });
    expect(answer.body.code).toBe('forbidden');
    expect((await visitor.request('GET', '/v1/session')).status).toBe(200);
  });

  it('with a cookie and no origin at all changes nothing either', async () => {
    const answer = await fetch(`${server.url}/v1/sessions`, {
      method: 'DELETE',
      headers: { cookie: `latchkey_session=${owner.token}` },
    });
    expect(answer.status).toBe(403);
  });
});

describe('without a session', () => {
  it.each([
    '/v1/session',
    '/v1/members',
    '/v1/invitations',
    '/v1/organization',
    '/v1/imports',
    '/v1/nothing',
  ])('%s is closed', async (path) => {
    const answer = await newVisitor(server).request('GET', path);
    expect(answer.body.code).toBe('not_signed_in');
  });

  it.each(['', 'nonsense', 'org_x.y', `${'org_0123456789'}.${'A'.repeat(43)}`])(
    'the token %j opens nothing',
    async (token) => {
      const answer = await newVisitor(server).request('GET', '/v1/session', undefined, {
        authorization: `Bearer ${token}`,
      });
      expect(answer.status).toBe(401);
    },
  );
});

describe('every answer', () => {
  it.each(['/v1/session', '/people', '/openapi.json', '/problems/internal'])(
    '%s cannot be framed, sniffed or referred from',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );
});

describe('the console', () => {
  it('is one page under every address of its own, and assets are kept for good', async () => {
    for (const path of ['/', '/people', '/people/mem_1', '/activate', '/sign-in/link']) {
      const answer = await fetch(`${server.url}${path}`);
      expect([path, answer.status, await answer.text()]).toEqual([
        path,
        200,
        '<!doctype html><title>Console</title>',
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    const asset = await fetch(`${server.url}/assets/app-1a2b3c.js`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    expect((await asset.text()).length).toBeGreaterThan(2000);
  });

  it.each([
    '/assets/missing.js',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
  ])('%s is nothing', async (path) => {
    const answer = await fetch(`${server.url}${path}`);
    expect(answer.status).toBe(404);
  });
});

describe('health', () => {
  it('says alive, and ready while the database answers', async () => {
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

describe('the OpenAPI document', () => {
  it('describes every route with a name, a summary and its problems', async () => {
    const { body } = await owner.request('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.entries<Record<string, Operation>>(body.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          name: `${method} ${path}`,
          operation,
        })),
    );
    expect(operations.length).toBeGreaterThan(40);
    expect(operations.filter(({ operation }) => operation.tags?.[0] === 'AuthZEN')).toHaveLength(6);
    for (const { name, operation } of operations) {
      expect([
        name,
        typeof operation.operationId,
        typeof operation.summary,
        operation.tags?.length,
      ]).toEqual([name, 'string', 'string', 1]);
      expect([
        name,
        Object.keys(operation.responses).some((status) => /^[23]/.test(status)),
      ]).toEqual([name, true]);
      // A decision point tells its failures as the standard says: a sentence.
      const problem =
        operation.tags?.[0] === 'AuthZEN' ? 'application/json' : 'application/problem+json';
      expect([name, operation.responses['500']?.content?.[problem] !== undefined]).toEqual([
        name,
        true,
      ]);
    }
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(
      operations.length,
    );
  });
});

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}
