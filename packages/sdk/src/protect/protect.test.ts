import { once } from 'node:events';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FarSide } from '../../test/far-side.ts';
import { createLatchkey } from '../create-latchkey.ts';
import { accessOf as accessOfExpress, protectWith as protectExpress } from '../express.ts';
import { accessOf as accessOfFastify, protectWith as protectFastify } from '../fastify.ts';
import { accessOf as accessOfHono, protectWith as protectHono } from '../hono.ts';
import type { Latchkey } from '../latchkey.ts';
import {
  accessOf as accessOfNext,
  type ProtectOptions,
  protectWith as protectNext,
} from '../next.ts';

let far: FarSide;
let here: Latchkey & { close(): void };

beforeAll(async () => {
  far = new FarSide();
  const { url, apiKey, fetch } = far;
  const latchkey = createLatchkey({ url, apiKey, fetch });
  here = latchkey;
  await latchkey.ready();
});
afterAll(() => {
  here.close();
  far[Symbol.dispose]();
});

type Ask = (path: string, headers?: Record<string, string>) => Promise<Response>;
interface Served {
  readonly ask: Ask;
  close(): unknown;
}
type Serve = (latchkey: Latchkey, subjectOf?: () => string | null) => Promise<Served>;

const storeOf = (id: string) => {
  if (id === 'broken') throw new Error('The database is away.');
  return { type: 'store', id };
};

async function serveExpress(latchkey: Latchkey, subjectOf?: () => string | null): Promise<Served> {
  const requirePermission = protectExpress(latchkey, { ...(subjectOf && { subjectOf }) });
  const app = express();
  app.post(
    '/stores/:store',
    requirePermission('campaign.edit', (request) => storeOf(request.params['store'] ?? '')),
    (request, response) => {
      response.json(accessOfExpress(request));
    },
  );
  app.use((_error: unknown, _request: unknown, response: express.Response, _next: unknown) => {
    response.status(500).end();
  });
  const server = app.listen(0);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    ask: (path, headers = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers }),
    close: () => server.close(),
  };
}

async function serveFastify(latchkey: Latchkey, subjectOf?: () => string | null): Promise<Served> {
  const requirePermission = protectFastify(latchkey, { ...(subjectOf && { subjectOf }) });
  const app = fastify();
  app.post<{ Params: { store: string } }>(
    '/stores/:store',
    { preHandler: requirePermission('campaign.edit', ({ params }) => storeOf(params.store)) },
    async (request) => accessOfFastify(request),
  );
  const url = await app.listen({ port: 0 });
  return {
    ask: (path, headers = {}) => fetch(`${url}${path}`, { method: 'POST', headers }),
    close: () => app.close(),
  };
}

async function serveHono(latchkey: Latchkey, subjectOf?: () => string | null): Promise<Served> {
  const requirePermission = protectHono(latchkey, { ...(subjectOf && { subjectOf }) });
  const app = new Hono().onError((_error, context) => context.body(null, 500));
  app.post(
    '/stores/:store',
    requirePermission('campaign.edit', (context) => storeOf(context.req.param('store') ?? '')),
    (context) => context.json(accessOfHono(context)),
  );
  return {
    ask: async (path, headers = {}) => app.request(path, { method: 'POST', headers }),
    close: () => {},
  };
}

async function serveNext(latchkey: Latchkey, subjectOf?: () => string | null): Promise<Served> {
  const requirePermission = protectNext(latchkey, { ...(subjectOf && { subjectOf }) });
  interface Context {
    readonly params: Promise<{ store: string }>;
  }
  const POST = requirePermission(
    'campaign.edit',
    async (_request: Request, { params }: Context) => storeOf((await params).store),
    (request) => Response.json(accessOfNext(request)),
  );
  return {
    ask: (path, headers = {}) => {
      const params = Promise.resolve({ store: path.split('/').at(-1) ?? '' });
      const request = new Request(`http://next.example${path}`, { method: 'POST', headers });
      return POST(request, { params }).catch(() => new Response(null, { status: 500 }));
    },
    close: () => {},
  };
}

const frameworks: [string, Serve][] = [
  ['Express', serveExpress],
  ['Fastify', serveFastify],
  ['Hono', serveHono],
  ['Next.js', serveNext],
];

describe.each(frameworks)('`requirePermission` in %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(here);
    return () => served.close();
  });
  const cookie = () => ({ cookie: `a=b; latchkey_session=${far.sessionTokenOf('edgar')}` });

  test('lets through whoever may, by cookie or bearer token, and tells the handler who it is', async () => {
    const bearer = { authorization: `Bearer ${far.sessionTokenOf('edgar')}` };
    for (const headers of [cookie(), bearer, { ...cookie(), authorization: 'Bearer ey.j.w' }]) {
      const answer = await served.ask('/stores/w1', headers);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        subject: 'usr_edgar',
        session: { member: { id: 'mem_edgar' } },
      });
    }
  });

  test('answers 403 with the permission that is needed to whoever may not', async () => {
    const answer = await served.ask('/stores/e1', cookie());
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 403,
      code: 'not_allowed',
      required_permission: 'campaign.edit',
    });
  });

  test('answers 401 to whoever is not signed in, and looks nothing up for them', async () => {
    for (const headers of [{}, { cookie: 'latchkey_session=org_test.nobody' }]) {
      const answer = await served.ask('/stores/broken', headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="latchkey"');
      expect(await answer.json()).toMatchObject({ code: 'not_signed_in' });
    }
  });

  test('answers 503, never 403, when Latchkey is away', async () => {
    const url = 'http://127.0.0.1:1';
    const away = await serve(createLatchkey({ decisions: 'remote', url, apiKey: far.apiKey }));
    const answer = await away.ask('/stores/w1', cookie());
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ code: 'access_unknown' });
    await away.close();
  });

  test('leaves the module’s own failures to the framework', async () => {
    expect((await served.ask('/stores/broken', cookie())).status).toBe(500);
  });

  test('takes people whom the platform knows itself, and asks nobody about them', async () => {
    const own = await serve(here, () => 'mem_edgar');
    far.asked.length = 0;
    expect(await (await own.ask('/stores/w1')).json()).toEqual({
      subject: 'mem_edgar',
      session: null,
      organizationId: 'org_test',
    });
    expect(far.asked).toEqual([]);
    await own.close();
    const nobody = await serve(here, () => null);
    expect((await nobody.ask('/stores/w1')).status).toBe(401);
    await nobody.close();
  });
});

describe('a module of many organizations', () => {
  const platformKey = 'platform.key.secret';
  const ask = (options: ProtectOptions<Request>, headers: Record<string, string> = {}) => {
    const { url, fetch } = far;
    const latchkey = createLatchkey({ url, platformKey, fetch, decisions: 'remote' });
    const protect = protectNext(latchkey, options);
    const resourceOf = () => ({ type: 'store', id: 'w1' });
    const handler = protect('campaign.edit', resourceOf, (request) =>
      Response.json(accessOfNext(request)),
    );
    return handler(new Request('http://next.example', { method: 'POST', headers }), null);
  };
  const signedIn = () => ({ cookie: `latchkey_session=${far.sessionTokenOf('edgar')}` });

  test('takes the organization of the session unless the request says which', async () => {
    for (const options of [{}, { organizationOf: () => 'org_test' }]) {
      const answer = await ask(options, signedIn());
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        organizationId: 'org_test',
        session: { member: { id: 'mem_edgar' } },
      });
    }
  });

  test('takes a session of another organization for nobody', async () => {
    const answer = await ask({ organizationOf: () => 'org_other' }, signedIn());
    expect(answer.status).toBe(401);
  });

  test('lets nobody through where there is no such organization', async () => {
    for (const id of ['org_other', '../org_test', '']) {
      const answer = await ask({ subjectOf: () => 'mem_edgar', organizationOf: () => id });
      expect(answer.status).toBe(403);
    }
  });

  test('that signs its people in itself has to say which organization a request is about', () => {
    expect(() => ask({ subjectOf: () => 'mem_edgar' })).toThrow(/organizationOf/);
  });
});

test('a yes that asks for something besides lets nobody through, as `can` says no to it', async () => {
  const obliged = {
    decision: true,
    context: { obligations: [{ id: 'step-up', type: 'step-up', properties: {} }] },
  };
  const latchkey = createLatchkey({
    decisions: 'remote',
    url: far.url,
    apiKey: far.apiKey,
    fetch: async () => Response.json(obliged),
  });
  expect(await latchkey.can('mem_edgar', 'campaign.edit', storeOf('w1'))).toBe(false);
  const served = await serveExpress(latchkey, () => 'mem_edgar');
  expect((await served.ask('/stores/w1')).status).toBe(403);
  await served.close();
});

test('a handler that nothing protects fails instead of serving anybody', () => {
  expect(() => accessOfNext(new Request('http://next.example'))).toThrow(/requirePermission/);
});
