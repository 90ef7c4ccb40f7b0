import type { PermissionSetId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askDecisionPoint,
  type DecisionCaller,
  type DecisionEndpoint,
} from '../../test/ask-decision-point.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { signInAs, type TestAnswer, type TestClient } from '../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import type { TestMember } from '../../test/test-member.ts';
import { newId } from '../ids.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let caller: DecisionCaller;
let ravi: TestMember;

const keyFor = async (client: TestClient) =>
  (await client.request('POST', '/v1/keys', { name: 'Search' })).body.secret;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  const { organizationId } = market;
  owner = await signInAs(server, organizationId, market.owner);
  caller = { url: server.url, organizationId, key: await keyFor(owner) };
  ravi = await market.addMember(market.grant('publisher', market.places.west));
  await market.addMember(market.grant('editor', organizationId));
});
afterAll(() => server[Symbol.asyncDispose]());

const send = (endpoint: DecisionEndpoint, body: object, at = caller): Promise<TestAnswer> =>
  askDecisionPoint(at, endpoint, body);
const search = async (endpoint: DecisionEndpoint, body: object) => {
  const { status, body: answer } = await send(endpoint, body);
  expect(status).toBe(200);
  return answer;
};
const edit = { name: 'campaign.edit' };
const who = {
  subject: { type: 'user' },
  action: edit,
  resource: { type: 'store', id: 'W-1' },
};
const where = () => ({
  subject: { type: 'user', id: ravi.userId },
  action: edit,
  resource: { type: 'store' },
});
const what = () => ({
  subject: { type: 'user', id: ravi.userId },
  resource: { type: 'store', id: 'W-1' },
});

test('people, places and permissions are found by the names that questions use', async () => {
  const people = await search('search/subject', who);
  expect(people.results).toHaveLength(3);
  expect(people.results).toContainEqual({ type: 'user', id: ravi.userId });
  expect(people.results).toContainEqual({ type: 'user', id: market.owner.userId });
  const places = (await search('search/resource', where())).results;
  expect(places).toHaveLength(2);
  expect(places).toEqual(
    expect.arrayContaining([
      { type: 'store', id: 'W-1' },
      { type: 'store', id: 'W-2' },
    ]),
  );
  expect((await search('search/action', what())).results).toEqual([
    { name: 'campaign.edit' },
    { name: 'campaign.publish' },
    { name: 'campaign.read' },
  ]);
});

test('the organization itself is found by its id', async () => {
  const asOwner = { ...where(), subject: { type: 'user', id: market.owner.userId } };
  const { results } = await search('search/resource', {
    ...asOwner,
    resource: { type: 'organization' },
  });
  expect(results).toEqual([{ type: 'organization', id: market.organizationId }]);
  const nothing = await search('search/resource', {
    ...where(),
    resource: { type: 'organization' },
  });
  expect(nothing.results).toEqual([]);
});

test('a person is found under the platform’s own id where it has given one that names nobody else', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  const named = async () => {
    const { results } = await search('search/subject', who);
    return results.map(({ id }: { id: string }) => id);
  };
  const call = (externalId: string | null) =>
    market.change({ type: 'member.update', memberId: person.memberId, externalId });
  expect(await named()).toContain(person.userId);
  await call('crm-41');
  expect(await named()).toContain('crm-41');
  expect(await named()).not.toContain(person.userId);
  // A name that a question would take for somebody else's is not handed out.
  await call(ravi.userId);
  expect((await named()).filter((id: string) => id === ravi.userId)).toHaveLength(1);
  expect(await named()).toContain(person.userId);
  await market.change({ type: 'member.remove', memberId: person.memberId });
  expect(await named()).not.toContain(person.userId);
});

test('somebody may be named by a verified address in a search too', async () => {
  const byAddress = { type: 'user', id: ravi.address };
  expect(await search('search/resource', { ...where(), subject: byAddress })).toEqual(
    await search('search/resource', where()),
  );
});

test('the page comes first, and says how many there are only when asked', async () => {
  const { body } = await send('search/resource', where());
  expect(Object.keys(body)).toEqual(['page', 'results']);
  expect(body.page).toEqual({ next_token: '', count: 2 });
  const total = async (page: object) =>
    (await search('search/resource', { ...where(), page })).page.total;
  expect(await total({ properties: { total: true }, limit: 1 })).toBe(2);
  expect(await total({ properties: { total: false } })).toBeUndefined();
  expect(await total({ properties: { sort: 'name' } })).toBeUndefined();
});

test('a limit of nothing finds nothing and says whether there is something', async () => {
  const none = await search('search/resource', { ...where(), page: { limit: 0 } });
  expect(none).toEqual({
    page: { next_token: expect.stringMatching(/.+/), count: 0 },
    results: [],
  });
  const again = await search('search/resource', {
    ...where(),
    page: { token: none.page.next_token },
  });
  expect(again.page.next_token).not.toBe('');
  const nobody = { ...where(), subject: { type: 'user', id: 'nobody' }, page: { limit: 0 } };
  expect((await search('search/resource', nobody)).page).toEqual({ next_token: '', count: 0 });
});

test('a page’s limit is a whole number, its token a text and its total true or false', async () => {
  for (const page of [
    { limit: -1 },
    { limit: 1.5 },
    { limit: '1' },
    { limit: 1e99 },
    { token: 7 },
    { token: '' },
    { token: 'nonsense' },
    { properties: [] },
    { properties: { total: 'yes' } },
    [],
    'first',
  ]) {
    expect([page, (await send('search/subject', { ...who, page })).status]).toEqual([page, 400]);
  }
  for (const page of [null, {}, { limit: null, token: null, properties: null }, { other: 1 }]) {
    expect((await send('search/subject', { ...who, page })).status).toBe(200);
  }
});

test('a token goes on with its own search and with nothing else', async () => {
  const first = { ...where(), page: { limit: 1 } };
  const { page } = await search('search/resource', first);
  const token: string = page.next_token;
  const results = (await search('search/resource', where())).results.slice(1);
  const next = (change: object, more: object = {}) =>
    send('search/resource', { ...where(), ...change, page: { token, ...more } });
  for (const answer of [
    await next({}),
    await next({}, { limit: 1 }),
    await next({}, { properties: { total: false } }),
    await next({ unknown: 1 }),
    await next({ resource: { id: 'any', type: 'store' } }),
    await next({ subject: { id: ravi.userId, type: 'user', nickname: 'R' } }),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ page: { next_token: '', count: 1 }, results });
  }
  for (const answer of [
    await next({}, { limit: 2 }),
    await next({}, { properties: { total: true } }),
    await next({ action: { name: 'campaign.read' } }),
    await next({ action: { ...edit, properties: { soft: true } } }),
    await next({ subject: { type: 'user', id: ravi.memberId } }),
    await next({ subject: { type: 'user', id: ravi.userId, properties: { role: 'x' } } }),
    await next({ resource: { type: 'zone' } }),
    await next({ context: { time: 1 } }),
    await next({}, { token: `${token}x` }),
    await next({}, { token: token.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) }),
    await send('search/action', { ...what(), page: { token } }),
    await send('search/subject', { ...who, page: { token } }),
  ]) {
    expect(answer.status).toBe(400);
    expect(answer.body).toMatch(/token/);
  }
});

test('a token is of no use in another organization, and no other signed text is one', async () => {
  const { page } = await search('search/subject', { ...who, page: { limit: 1 } });
  const other = await createMarketOrganization(server.services);
  const theirs = await signInAs(server, other.organizationId, other.owner);
  const there = {
    url: server.url,
    organizationId: other.organizationId,
    key: await keyFor(theirs),
  };
  const token = page.next_token;
  expect((await send('search/subject', { ...who, page: { token } }, there)).status).toBe(400);
  const revision = (await owner.request('GET', '/v1/session')).body.revision;
  const withRevision = { ...who, page: { token: revision } };
  expect((await send('search/subject', withRevision)).status).toBe(400);
});

test('more than a thousand come in pages, and none is lost or told twice', async () => {
  const many = await createMarketOrganization(server.services);
  const theirs = await signInAs(server, many.organizationId, many.owner);
  const at = { url: server.url, organizationId: many.organizationId, key: await keyFor(theirs) };
  await many.change(
    ...Array.from({ length: 1_200 }, (_, index) => ({
      type: 'entity.create' as const,
      entityId: newId('ent'),
      entityType: 'store',
      code: `S-${index}`,
      name: `Store ${index}`,
      parents: [many.places.east],
    })),
  );
  const body = { ...where(), subject: { type: 'user', id: many.owner.userId } };
  for (const asked of [{}, { limit: 5_000 }]) {
    const first = (await send('search/resource', { ...body, page: asked }, at)).body;
    expect(first.page.count).toBe(1_000);
    const token = first.page.next_token;
    const second = (await send('search/resource', { ...body, page: { ...asked, token } }, at)).body;
    expect(second.page).toEqual({ next_token: '', count: 203 });
    const ids = [...first.results, ...second.results].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(1_203);
  }
});

test('a page goes on from where it was, whatever has changed in between', async () => {
  const before = (await search('search/resource', where())).results;
  const { page, results } = await search('search/resource', { ...where(), page: { limit: 1 } });
  const added = await owner.request('POST', '/v1/entities', {
    type: 'store',
    code: 'W-9',
    name: 'New',
    parents: [market.places.west],
  });
  expect(added.status).toBe(201);
  const rest = await search('search/resource', { ...where(), page: { token: page.next_token } });
  const last = await search('search/resource', {
    ...where(),
    page: { token: rest.page.next_token },
  });
  expect([...results, ...rest.results, ...last.results]).toEqual([
    ...before,
    { type: 'store', id: 'W-9' },
  ]);
});

test('a search names its revision, includes the one it asks for, and waits for none that nobody has', async () => {
  await using second = await startTestServer({ sharing: server.services });
  const elsewhere = { ...caller, url: second.url };
  await send('search/resource', where(), elsewhere);
  for (let round = 0; round < 5; round += 1) {
    const made = await owner.request('POST', '/v1/entities', {
      type: 'store',
      code: `R-${round}`,
      name: `Round ${round}`,
      parents: [market.places.west],
    });
    const context = { at_least: made.body.revision };
    const answer = await send('search/resource', { ...where(), context }, elsewhere);
    expect(answer.headers.get('latchkey-revision')).toBe(made.body.revision);
    expect(answer.body.results).toContainEqual({ type: 'store', id: `R-${round}` });
  }
  const at_least = server.services.revisions.of(market.organizationId, 1_000_000);
  expect((await send('search/subject', { ...who, context: { at_least } })).status).toBe(503);
  const foreign = { ...who, context: { at_least: 'x' } };
  expect((await send('search/subject', foreign)).status).toBe(400);
});

test('who would have to mask is found by callers that mask, and by no others', async () => {
  const setId: PermissionSetId = newId('pst');
  await market.change({
    type: 'permissionSet.create',
    setId,
    name: 'Hidden numbers',
    description: '',
    permissions: ['access.member.read'],
    mayGrant: [],
    restrictions: ['hide-phone'],
  });
  const scope = market.organizationId;
  const masked = await market.addMember({ grantId: newId('grt'), setId, scope });
  const body = {
    subject: { type: 'user' },
    action: { name: 'access.member.read' },
    resource: { type: 'campaign', id: '1' },
  };
  const people = async (context: object | undefined) =>
    (await search('search/subject', { ...body, context })).results.map(
      ({ id }: { id: string }) => id,
    );
  expect(await people({ supported_obligations: ['custom'] })).toContain(masked.userId);
  for (const context of [undefined, {}, { supported_obligations: ['notification'] }]) {
    const found = await people(context);
    expect(found).not.toContain(masked.userId);
    expect(found).toContain(market.owner.userId);
  }
  const acts = {
    subject: { type: 'user', id: masked.userId },
    resource: body.resource,
  };
  expect((await search('search/action', acts)).results).toEqual([]);
  const context = { supported_obligations: ['custom'] };
  expect((await search('search/action', { ...acts, context })).results).toEqual([
    { name: 'access.member.read' },
  ]);
});

test('whose access has ended or who is suspended is not found', async () => {
  const endsAt = Date.now() + 3_600_000;
  const guest = await market.addMember(market.grant('editor', market.places.w1, endsAt));
  const isFound = async () =>
    (await search('search/subject', who)).results.some(
      ({ id }: { id: string }) => id === guest.userId,
    );
  expect(await isFound()).toBe(true);
  await market.change({ type: 'member.suspend', memberId: guest.memberId });
  expect(await isFound()).toBe(false);
});

test('only a key of this organization searches', async () => {
  for (const endpoint of ['search/subject', 'search/resource', 'search/action'] as const) {
    const nobody = { ...caller, key: 'nobody' };
    expect((await send(endpoint, who, nobody)).status).toBe(401);
    const other = await createMarketOrganization(server.services);
    const there = { ...caller, organizationId: other.organizationId };
    expect((await send(endpoint, who, there)).status).toBe(403);
  }
  const unknown = await fetch(
    `${server.url}/organizations/${market.organizationId}/access/v1/search/everything`,
    { method: 'POST', headers: { authorization: `Bearer ${caller.key}` } },
  );
  expect(unknown.status).toBe(404);
});
