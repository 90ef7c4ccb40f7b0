import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs, type TestAnswer, type TestClient } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import type { TestMember } from '../../test/test-member.ts';
import { RevisionTokens } from '../tokens/revision-tokens.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let ravi: TestMember;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  ravi = await market.addMember(market.grant('publisher', market.places.west));
  key = (await owner.request('POST', '/v1/keys', { name: 'Campaigns' })).body.secret;
});
afterAll(() => server[Symbol.asyncDispose]());

interface Sent {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly organizationId?: string;
}

async function send(
  endpoint: 'evaluation' | 'evaluations',
  body: unknown,
  sent: Sent = {},
): Promise<TestAnswer> {
  const answer = await fetch(
    `${server.url}/organizations/${sent.organizationId ?? market.organizationId}/access/v1/${endpoint}`,
    {
      method: sent.method ?? 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        ...sent.headers,
      },
      ...(sent.method !== 'GET' && { body: sent.body ?? JSON.stringify(body) }),
    },
  );
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const question = (resource: object, overrides: object = {}) => ({
  subject: { type: 'user', id: ravi.userId },
  action: { name: 'campaign.publish' },
  resource,
  ...overrides,
});
const store = (id: string) => ({ type: 'store', id });

describe('one question', () => {
  test('a grant on a zone allows at a store in it and says why', async () => {
    const { status, body } = await send('evaluation', question(store('W-1')));
    expect(status).toBe(200);
    expect(body).toEqual({ decision: true, context: { reason: 'granted' } });
  });

  test('a no is an answer with 200 and its reason', async () => {
    const { status, body } = await send('evaluation', question(store('E-1')));
    expect(status).toBe(200);
    expect(body).toEqual({ decision: false, context: { reason: 'not_covered' } });
  });

  test('places are named by id or by code, in any case', async () => {
    for (const id of [market.places.w1, 'W-1', 'w-1']) {
      expect((await send('evaluation', question(store(id)))).body.decision).toBe(true);
    }
  });

  test('a person is named by user, by member and by a verified address', async () => {
    const ask = async (subject: object) =>
      (await send('evaluation', question(store('W-1'), { subject }))).body;
    expect((await ask({ type: 'user', id: ravi.memberId })).decision).toBe(true);
    expect(await ask({ type: 'service', id: ravi.userId })).toEqual({
      decision: false,
      context: { reason: 'unknown_subject' },
    });
    for (const id of [ravi.address, ravi.address.toUpperCase()]) {
      expect(await ask({ type: 'user', id })).toEqual({
        decision: true,
        context: { reason: 'granted' },
      });
    }
    for (const id of [
      `Ravi <${ravi.address}>`,
      `${ravi.address}.`,
      ` ${ravi.address}`,
      '@',
      'a@b',
    ]) {
      expect((await ask({ type: 'user', id })).context).toEqual({ reason: 'unknown_subject' });
    }
  });

  test('an address names nobody who has not proved it, is not active or belongs to another organization', async () => {
    const { db } = server.services;
    const ask = async (id: string) =>
      (await send('evaluation', question(store('W-1'), { subject: { type: 'user', id } }))).body;
    const person = await market.addMember(market.grant('publisher', market.places.west));
    expect((await ask(person.address)).decision).toBe(true);
    const verifiedAt = (instant: Date | null) =>
      db.pool.query('update users set verified_at = $1 where user_id = $2', [
        instant,
        person.userId,
      ]);
    await verifiedAt(null);
    expect((await ask(person.address)).context.reason).toBe('unknown_subject');
    await verifiedAt(new Date());
    expect((await ask(person.address)).decision).toBe(true);
    await market.change({ type: 'member.suspend', memberId: person.memberId });
    expect((await ask(person.address)).context.reason).toBe('unknown_subject');
    const other = await createMarketOrganization(server.services);
    expect((await ask(other.owner.address)).context.reason).toBe('unknown_subject');
  });

  test('the platform’s own id comes before an address', async () => {
    const other = await market.addMember(market.grant('publisher', market.places.east));
    await market.change({
      type: 'member.update',
      memberId: other.memberId,
      externalId: ravi.address,
    });
    const subject = { type: 'user', id: ravi.address };
    const ask = async (id: string) =>
      (await send('evaluation', question(store(id), { subject }))).body.decision;
    expect([await ask('W-1'), await ask('E-1')]).toEqual([false, true]);
    await market.change({ type: 'member.update', memberId: other.memberId, externalId: null });
    expect([await ask('W-1'), await ask('E-1')]).toEqual([true, false]);
  });

  test('several people of one batch may be named by their addresses', async () => {
    const names = [ravi.address, market.owner.address, 'nobody@market.example', ravi.userId];
    const { body } = await send('evaluations', {
      action: { name: 'campaign.publish' },
      resource: store('W-1'),
      evaluations: names.map((id) => ({ subject: { type: 'user', id } })),
    });
    expect(body.evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  test('the platform’s own id names the person it was given to', async () => {
    await market.change({ type: 'member.update', memberId: ravi.memberId, externalId: 'crm-17' });
    const { body } = await send(
      'evaluation',
      question(store('W-1'), { subject: { type: 'user', id: 'crm-17' } }),
    );
    expect(body.decision).toBe(true);
  });

  test('what is unknown is a no, never an error', async () => {
    const reasonOf = async (overrides: object) =>
      (await send('evaluation', question(store('W-1'), overrides))).body.context.reason;
    expect(await reasonOf({ subject: { type: 'user', id: 'nobody' } })).toBe('unknown_subject');
    expect(await reasonOf({ resource: store('nowhere') })).toBe('unknown_entity');
    expect(await reasonOf({ resource: { type: 'planet', id: 'mars' } })).toBe('unknown_entity');
    expect(await reasonOf({ action: { name: 'campaign.eat' } })).toBe('unknown_permission');
    expect(await reasonOf({ resource: { type: '__proto__', id: 'x' } })).toBe('unknown_entity');
  });

  test('a grant on a zone says nothing about the organization itself', async () => {
    const { body } = await send(
      'evaluation',
      question({ type: 'organization', id: market.organizationId }),
    );
    expect(body.decision).toBe(false);
  });

  test('a resource that is not stored is placed by its properties', async () => {
    const at = async (properties: object) =>
      (await send('evaluation', question({ type: 'campaign', id: '1', properties }))).body;
    expect((await at({ store: 'W-1' })).decision).toBe(true);
    expect((await at({ zone: market.places.west })).decision).toBe(true);
    expect((await at({ store: 'E-1' })).decision).toBe(false);
    expect(await at({ store: 'nowhere' })).toEqual({
      decision: false,
      context: { reason: 'unknown_entity' },
    });
    expect((await at({ store: ['W-1'] })).decision).toBe(false);
    // Without a place it belongs to the organization as a whole.
    expect((await at({})).decision).toBe(false);
  });

  test('a temporary grant answers until when it may be kept, and not after its end', async () => {
    const endsAt = Date.now() + 3_600_000;
    const guest = await market.addMember(market.grant('editor', market.places.e1, endsAt));
    const { body } = await send('evaluation', {
      subject: { type: 'user', id: guest.userId },
      action: { name: 'campaign.edit' },
      resource: store('E-1'),
    });
    expect(body).toEqual({
      decision: true,
      context: { reason: 'granted', valid_until: new Date(endsAt).toISOString() },
    });
  });

  test('unknown fields are ignored and an action may have properties', async () => {
    const { body } = await send('evaluation', {
      ...question(store('W-1'), {
        action: { name: 'campaign.publish', properties: { method: 'POST' }, x: 1 },
      }),
      extra: { a: [1] },
      context: { time: '2026-01-01T00:00:00Z' },
    });
    expect(body.decision).toBe(true);
  });
});

describe('what is wrong is refused without a decision', () => {
  const bodies: [string, string][] = [
    ['no body', ''],
    ['broken JSON', '{"subject":'],
    ['a list', '[]'],
    ['a bare string', '"alice"'],
    ['null', 'null'],
    ['no subject', '{"action":{"name":"a"},"resource":{"type":"store","id":"W-1"}}'],
    [
      'a subject that is text',
      '{"subject":"alice","action":{"name":"a"},"resource":{"type":"store","id":"W-1"}}',
    ],
    [
      'a subject without an id',
      '{"subject":{"type":"user"},"action":{"name":"a"},"resource":{"type":"store","id":"W-1"}}',
    ],
    [
      'an action with a number for a name',
      '{"subject":{"type":"user","id":"x"},"action":{"name":123},"resource":{"type":"store","id":"W-1"}}',
    ],
    [
      'a resource without a type',
      '{"subject":{"type":"user","id":"x"},"action":{"name":"a"},"resource":{"id":"W-1"}}',
    ],
    [
      'properties that are text',
      '{"subject":{"type":"user","id":"x","properties":"p"},"action":{"name":"a"},"resource":{"type":"store","id":"W-1"}}',
    ],
    [
      'a context that is a list',
      '{"subject":{"type":"user","id":"x"},"action":{"name":"a"},"resource":{"type":"store","id":"W-1"},"context":[]}',
    ],
  ];
  test.each(bodies)('%s is a malformed request', async (_, body) => {
    const answer = await send('evaluation', null, { body });
    expect(answer.status).toBe(400);
    expect(typeof answer.body).toBe('string');
  });

  test('another content type is a malformed request, a charset is not', async () => {
    const plain = await send('evaluation', question(store('W-1')), {
      headers: { 'content-type': 'text/plain' },
    });
    expect(plain.status).toBe(400);
    const charset = await send('evaluation', question(store('W-1')), {
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(charset.status).toBe(200);
  });

  test('bytes that are no UTF-8 are a malformed request', async () => {
    const answer = await fetch(
      `${server.url}/organizations/${market.organizationId}/access/v1/evaluation`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      },
    );
    expect(answer.status).toBe(400);
  });

  test('a body above the limit is refused', async () => {
    const answer = await send('evaluation', { padding: 'x'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
  });

  test('only POST asks', async () => {
    const answer = await send('evaluation', null, { method: 'GET' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  test('the request’s own id comes back, on answers and on errors', async () => {
    const headers = { 'x-request-id': 'bfe9eb29-ab87-4ca3-be83-a1d5d8305716' };
    const asked = await send('evaluation', question(store('W-1')), { headers });
    expect(asked.headers.get('x-request-id')).toBe(headers['x-request-id']);
    const refused = await send('evaluation', null, { headers, body: '[]' });
    expect(refused.headers.get('x-request-id')).toBe(headers['x-request-id']);
  });
});

describe('who may ask', () => {
  test('nobody without a key of the organization', async () => {
    for (const authorization of [
      '',
      'Bearer nonsense',
      `Bearer ${key.slice(0, -1)}_`,
      `Basic ${key}`,
      `Bearer ${owner.token}`,
    ]) {
      const answer = await send('evaluation', question(store('W-1')), {
        headers: { authorization },
      });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  test('a key of another organization is recognized and refused', async () => {
    const other = await createMarketOrganization(server.services);
    const answer = await send('evaluation', question(store('W-1')), {
      organizationId: other.organizationId,
    });
    expect(answer.status).toBe(403);
  });

  test('a revoked key is refused at the next question, in another process too', async () => {
    await using second = await startTestServer({ sharing: server.services });
    const made = (await owner.request('POST', '/v1/keys', { name: 'Short' })).body;
    const ask = (url: string) =>
      fetch(`${url}/organizations/${market.organizationId}/access/v1/evaluation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${made.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(question(store('W-1'))),
      });
    expect((await ask(server.url)).status).toBe(200);
    expect((await ask(second.url)).status).toBe(200);

    expect((await owner.request('DELETE', `/v1/keys/${made.key.id}`)).status).toBe(200);
    expect((await ask(server.url)).status).toBe(401);
    await expect.poll(async () => (await ask(second.url)).status, { timeout: 1_000 }).toBe(401);
  });
});

describe('several questions at once', () => {
  const items = [store('W-1'), store('E-1'), store('W-2')].map((resource) => ({ resource }));
  const batch = (overrides: object = {}) => ({
    subject: { type: 'user', id: ravi.userId },
    action: { name: 'campaign.publish' },
    evaluations: items,
    ...overrides,
  });
  const decisions = (body: { evaluations: { decision: boolean }[] }) =>
    body.evaluations.map(({ decision }) => decision);

  test('are answered in their order with defaults from above', async () => {
    const { status, body } = await send('evaluations', batch());
    expect(status).toBe(200);
    expect(decisions(body)).toEqual([true, false, true]);
    expect(body).not.toHaveProperty('decision');
  });

  test('stop at the first no, or at the first yes, with the deciding item', async () => {
    const first = async (evaluations_semantic: string) =>
      decisions((await send('evaluations', batch({ options: { evaluations_semantic } }))).body);
    expect(await first('deny_on_first_deny')).toEqual([true, false]);
    expect(await first('permit_on_first_permit')).toEqual([true]);
    expect(await first('execute_all')).toEqual([true, false, true]);
  });

  test('an unknown semantic is a malformed request, other options are ignored', async () => {
    expect(
      (await send('evaluations', batch({ options: { evaluations_semantic: 'some' } }))).status,
    ).toBe(400);
    expect((await send('evaluations', batch({ options: { other: 1 } }))).status).toBe(200);
  });

  test('an item replaces a default as a whole', async () => {
    const { body } = await send(
      'evaluations',
      batch({ evaluations: [{ resource: { type: 'store' } }] }),
    );
    expect(body.evaluations[0].decision).toBe(false);
    expect(body.evaluations[0].context.error.status).toBe(400);
  });

  test('an empty item inherits everything, and an unused default may be incomplete', async () => {
    const inherited = await send(
      'evaluations',
      batch({ resource: store('W-1'), evaluations: [{}] }),
    );
    expect(decisions(inherited.body)).toEqual([true]);
    const unused = await send('evaluations', batch({ resource: {} }));
    expect(decisions(unused.body)).toEqual([true, false, true]);
  });

  test('an item that cannot be read is a no on its own', async () => {
    const { status, body } = await send('evaluations', {
      ...batch({ evaluations: [...items, { resource: store('W-1') }, {}, 'nonsense'] }),
    });
    expect(status).toBe(200);
    expect(decisions(body)).toEqual([true, false, true, true, false, false]);
  });

  test('an item that names a revision of somewhere else is a no on its own', async () => {
    const foreign = { context: { at_least: 'not-one' } };
    const before = new RevisionTokens(server.services.config.serverKey, () => 'before');
    const restored = { context: { at_least: before.of(market.organizationId, 1) } };
    const { status, body } = await send(
      'evaluations',
      batch({
        resource: store('W-1'),
        evaluations: [{}, foreign, restored, {}],
      }),
    );
    expect(status).toBe(200);
    expect(decisions(body)).toEqual([true, false, false, true]);
    expect(body.evaluations[1].context.error).toEqual({
      status: 400,
      message: '`context.at_least` is no revision of this organization.',
    });
    expect(body.evaluations[2].context.error.message).toMatch(/restored from a backup/);
  });

  test('what is longer than any name is a no on its own, alone a malformed request, and keeps nobody waiting', async () => {
    const long = 'a'.repeat(450_000);
    const started = process.cpuUsage();
    for (const [part, value] of [
      ['resource', { type: 'store', id: long }],
      ['resource', { type: long, id: 'W-1' }],
      ['subject', { type: 'user', id: `a@b${'.'.repeat(400_000)}x` }],
      ['subject', { type: 'user', id: ravi.userId, properties: { role: Array(200_000).fill(1) } }],
      ['action', { name: long }],
    ] as const) {
      const several = batch({
        resource: store('W-1'),
        [part]: value,
        evaluations: Array.from({ length: 1_000 }, () => ({})),
      });
      const { status, body } = await send('evaluations', several);
      expect(status).toBe(200);
      expect(decisions(body).some(Boolean)).toBe(false);
      expect(body.evaluations[0].context.error.status).toBe(400);
      const alone = { ...question(store('W-1')), [part]: value };
      expect((await send('evaluation', alone)).status).toBe(400);
    }
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });

  test('none or an empty list is a single question', async () => {
    for (const evaluations of [undefined, []]) {
      const { body } = await send('evaluations', { ...question(store('W-1')), evaluations });
      expect(body).toEqual({ decision: true, context: { reason: 'granted' } });
    }
  });

  test('more than a thousand are refused', async () => {
    const evaluations = Array.from({ length: 1_001 }, () => ({ resource: store('W-1') }));
    expect((await send('evaluations', batch({ evaluations }))).status).toBe(400);
  });
});

describe('revisions', () => {
  test('an answer names its revision, and a question that names a change includes it in every process', async () => {
    await using second = await startTestServer({ sharing: server.services });
    const ask = async (at_least?: string) => {
      const answer = await fetch(
        `${second.url}/organizations/${market.organizationId}/access/v1/evaluation`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            ...question(store('W-1')),
            ...(at_least && { context: { at_least } }),
          }),
        },
      );
      return {
        status: answer.status,
        revision: answer.headers.get('latchkey-revision'),
        body: await answer.json(),
      };
    };
    const guest = await market.addMember(market.grant('publisher', market.places.w1));
    await ask();
    for (let round = 0; round < 20; round++) {
      const made = await owner.request('POST', '/v1/entities', {
        type: 'store',
        code: `N-${round}`,
        name: `New ${round}`,
        parents: [market.places.west],
      });
      expect(made.status).toBe(201);
      const answer = await fetch(
        `${second.url}/organizations/${market.organizationId}/access/v1/evaluation`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            ...question(store(`N-${round}`)),
            context: { at_least: made.body.revision },
          }),
        },
      );
      expect(await answer.json()).toEqual({ decision: true, context: { reason: 'granted' } });
    }
    expect((await ask()).revision).toMatch(/^[\w-]+\.[\w-]+$/);
    expect(guest.userId).toMatch(/^usr_/);
  });

  test('a revision of another organization or a changed one is a malformed request', async () => {
    const other = await createMarketOrganization(server.services);
    const theirs = await signInAs(server, other.organizationId, other.owner);
    const foreign = (await theirs.request('GET', '/v1/session')).body.revision;
    for (const at_least of [foreign, `${foreign}x`, 7]) {
      const answer = await send('evaluation', { ...question(store('W-1')), context: { at_least } });
      expect(answer.status).toBe(400);
    }
  });

  test('a revision from before a restore is refused with what to do', async () => {
    const { serverKey } = server.services.config;
    const before = new RevisionTokens(serverKey, () => 'before');
    const at_least = before.of(market.organizationId, 1);
    const answer = await send('evaluation', { ...question(store('W-1')), context: { at_least } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatch(/restored from a backup.*ask without it/);
  });

  test('a revision that nobody has reached yet is answered with 503, never with a decision', async () => {
    const at_least = server.services.revisions.of(market.organizationId, 1_000_000);
    const answer = await send('evaluation', { ...question(store('W-1')), context: { at_least } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.body).not.toHaveProperty('decision');
  });
});

test('a suspended person has no access from the next question on', async () => {
  const person = await market.addMember(market.grant('publisher', market.places.east));
  const ask = async () =>
    (
      await send('evaluation', {
        subject: { type: 'user', id: person.userId },
        action: { name: 'campaign.publish' },
        resource: store('E-1'),
      })
    ).body;
  expect((await ask()).decision).toBe(true);
  await market.change({ type: 'member.suspend', memberId: person.memberId });
  expect(await ask()).toEqual({ decision: false, context: { reason: 'member_inactive' } });
});

test('the decision point describes itself under the identifier that a caller uses', async () => {
  const answer = await fetch(
    `${server.url}/.well-known/authzen-configuration/organizations/${market.organizationId}`,
  );
  const { publicUrl } = server.services.config;
  const point = `${publicUrl}/organizations/${market.organizationId}`;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('max-age=');
  expect(await answer.json()).toEqual({
    policy_decision_point: point,
    access_evaluation_endpoint: `${point}/access/v1/evaluation`,
    access_evaluations_endpoint: `${point}/access/v1/evaluations`,
    search_subject_endpoint: `${point}/access/v1/search/subject`,
    search_resource_endpoint: `${point}/access/v1/search/resource`,
    search_action_endpoint: `${point}/access/v1/search/action`,
    capabilities: [
      'urn:latchkey:authzen:at-least',
      'urn:latchkey:authzen:explain',
      'urn:latchkey:authzen:reasons',
      'urn:latchkey:authzen:search-total',
    ],
    supported_obligations: ['custom'],
  });
});

test('a failure inside is a 500 without a decision', async () => {
  const broken = {
    ...server.services,
    snapshots: Object.assign(Object.create(server.services.snapshots), {
      current: () => Promise.reject(new Error('The snapshot cannot be loaded.')),
    }),
  };
  const { createServer } = await import('../http/create-server.ts');
  const failing = createServer(broken);
  await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
  const address = failing.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const answer = await fetch(
    `http://127.0.0.1:${port}/organizations/${market.organizationId}/access/v1/evaluation`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(question(store('W-1'))),
    },
  );
  failing.closeAllConnections();
  failing.close();
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('decision');
});
