import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { commit } from '../../change/commit.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
});
afterAll(() => server[Symbol.asyncDispose]());

const text = (sentence: { text: string }[]) => sentence.map((part) => part.text).join('');
const newest = async (query = '') =>
  (await owner.request('GET', `/v1/changes?limit=1${query}`)).body.data[0];
const byOwner = (...operations: Parameters<MarketOrganization['change']>) =>
  commit(server.services, market.organizationId, { ...market.owner.as, operations });

test('every change is told in a sentence', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  expect(text((await newest()).sentence)).toMatch(/^Person \d+ accepted the invitation\.$/);

  const name = (await owner.request('GET', '/v1/changes?limit=2')).body.data[1];
  expect(text(name.sentence)).toMatch(/^Latchkey invited Person \d+\.$/);

  await byOwner({
    type: 'grant.add',
    memberId: person.memberId,
    grant: market.grant('publisher', market.places.east),
  });
  expect(text((await newest()).sentence)).toMatch(
    /^Olga Owner gave Person \d+ Campaign publisher at East zone\.$/,
  );
  await byOwner({ type: 'member.suspend', memberId: person.memberId });
  expect(text((await newest()).sentence)).toMatch(/^Olga Owner suspended Person \d+\.$/);
  await owner.request('POST', '/v1/entities', { type: 'zone', code: 'SOUTH', name: 'South' });
  expect(text((await newest()).sentence)).toBe('Olga Owner added the zone South.');
  await owner.request('POST', '/v1/keys', { name: 'Insights' });
  expect(text((await newest()).sentence)).toBe('Olga Owner made the API key Insights.');
  const { etag } = (await owner.request('GET', '/v1/organization')).body;
  await owner.request('PATCH', '/v1/organization', { invitationDays: 5 }, { 'if-match': etag });
  expect(text((await newest()).sentence)).toBe(
    'Olga Owner changed the settings of the organization.',
  );
});

test('one change shows its objects before and after, with personal values', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  await byOwner({ type: 'member.update', memberId: person.memberId, name: 'Ravi Rao' });
  const { id } = await newest();
  const { body } = await owner.request('GET', `/v1/changes/${id}`);
  expect(body.objects).toHaveLength(1);
  expect(body.objects[0]).toMatchObject({
    object: 'member',
    label: 'Ravi Rao',
    after: { name: 'Ravi Rao' },
  });
  expect(body.objects[0].before.name).toMatch(/^Person/);
  expect(body.actor).toMatchObject({ type: 'user', id: market.owner.memberId, name: 'Olga Owner' });
  expect(body.hash).toMatch(/^[0-9a-f]{64}$/);
});

test('the history is filtered by person, actor and object, and paged without losses', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  await byOwner({ type: 'member.suspend', memberId: person.memberId });
  const of = (await owner.request('GET', `/v1/changes?memberId=${person.memberId}`)).body;
  expect(of.total).toBe(3);
  const acts = (await owner.request('GET', `/v1/changes?actorId=${market.owner.memberId}`)).body;
  expect(
    acts.data.every(({ actor }: { actor: { id: string } }) => actor.id === market.owner.memberId),
  ).toBe(true);
  const places = (await owner.request('GET', '/v1/changes?object=entity')).body;
  expect(places.data.length).toBeGreaterThan(0);

  const revisions: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { data: { revision: number }[]; nextCursor: string | null } = (
      await owner.request('GET', `/v1/changes?limit=3${cursor && `&cursor=${cursor}`}`)
    ).body;
    revisions.push(...page.data.map(({ revision }) => revision));
    cursor = page.nextCursor;
  }
  expect(revisions).toEqual([...revisions].sort((left, right) => right - left));
  expect(new Set(revisions).size).toBe(revisions.length);
  expect(revisions.at(-1)).toBe(1);
});

test('an undo restores what was, says so, and is itself undone', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  await byOwner({
    type: 'grant.add',
    memberId: person.memberId,
    grant: market.grant('publisher', market.places.east),
  });
  const given = await newest();
  const may = async () =>
    (
      await owner.request('POST', '/v1/access-checks', {
        memberId: person.memberId,
        permission: 'campaign.publish',
        place: market.places.e1,
      })
    ).body.allowed;
  expect(await may()).toBe(true);

  const plan = await owner.request('POST', `/v1/changes/${given.id}/undo?dryRun=true`);
  expect(plan.body).toMatchObject({ applies: true, affectedTotal: 1 });
  expect(plan.body.affected[0].loses).toEqual([
    'See campaigns, Edit campaigns, and Publish campaigns in East zone',
  ]);
  expect(await may()).toBe(true);

  expect((await owner.request('POST', `/v1/changes/${given.id}/undo`)).status).toBe(200);
  expect(await may()).toBe(false);
  const undo = await newest();
  expect(text(undo.sentence)).toBe(`Olga Owner undid change ${given.revision}.`);
  const undone = (await owner.request('GET', `/v1/changes/${given.id}`)).body;
  expect(undone).toMatchObject({ undoable: false, undoneBy: undo.id });

  expect((await owner.request('POST', `/v1/changes/${undo.id}/undo`)).status).toBe(200);
  expect(await may()).toBe(true);
});

test('what was changed since is a conflict and stays as it is', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  await byOwner({ type: 'member.update', memberId: person.memberId, name: 'First' });
  const first = await newest();
  await byOwner({ type: 'member.update', memberId: person.memberId, name: 'Second' });
  const answer = await owner.request('POST', `/v1/changes/${first.id}/undo`);
  expect(answer).toMatchObject({ status: 409, body: { code: 'changed_since' } });
});

test('only owners and those who may see the activity read the history; everybody reads their own', async () => {
  const person = await market.addMember(market.grant('editor', market.places.w1));
  const client = await signInAs(server, market.organizationId, person);
  expect((await client.request('GET', '/v1/changes')).status).toBe(403);
  const own = await client.request('GET', `/v1/changes?memberId=${person.memberId}`);
  expect(own.body.total).toBe(2);
  const others = await client.request('GET', `/v1/changes?memberId=${market.owner.memberId}`);
  expect(others.status).toBe(403);
  const { id } = await newest('&object=entity');
  expect((await client.request('GET', `/v1/changes/${id}`)).status).toBe(404);
  expect((await client.request('POST', `/v1/changes/${id}/undo`)).status).toBe(404);
});
