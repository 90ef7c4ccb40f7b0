import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let manager: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  const person = await market.addMember(market.grant('manager', market.places.west));
  manager = await signInAs(server, market.organizationId, person);
});
afterAll(() => server[Symbol.asyncDispose]());

const names = (body: { data: { name: string }[] }) => body.data.map(({ name }) => name);

test('places are found by code, name and type, and below a place', async () => {
  const list = async (query: string) => (await owner.request('GET', `/v1/entities?${query}`)).body;
  expect(names(await list('search=w-1'))).toEqual(['Harbour Street']);
  expect(names(await list('search=station'))).toEqual(['Station Road']);
  expect(names(await list('search=%25'))).toEqual([]);
  expect(names(await list('type=zone'))).toEqual(['East', 'West']);
  const below = await list(`parent=${market.places.west}`);
  expect(names(below)).toEqual(['Harbour Street', 'Mill Lane']);
  expect(below.data[0]).toMatchObject({
    parents: [{ id: market.places.west, type: 'zone', name: 'West' }],
    childCount: 0,
    memberCount: 0,
  });
});

test('the highest places are those that lie in no other that the reader sees', async () => {
  const highest = async (client: TestClient) =>
    names((await client.request('GET', '/v1/entities?parent=none')).body);
  expect(await highest(owner)).toEqual(['East', 'West']);
  expect(await highest(manager)).toEqual(['West']);
});

test('pages go forth and back and lose nothing', async () => {
  const read = async (query: string) =>
    (await owner.request('GET', `/v1/entities?limit=2${query}`)).body;
  const first = await read('');
  expect(first.total).toBe(5);
  expect(first.previousCursor).toBeNull();
  const second = await read(`&cursor=${first.nextCursor}`);
  const third = await read(`&cursor=${second.nextCursor}`);
  expect([first, second, third].flatMap(names)).toEqual([
    'East',
    'Harbour Street',
    'Mill Lane',
    'Station Road',
    'West',
  ]);
  expect(third.nextCursor).toBeNull();
  expect(names(await read(`&cursor=${third.previousCursor}`))).toEqual(names(second));
});

test('a cursor that was changed is a malformed request', async () => {
  const { nextCursor } = (await owner.request('GET', '/v1/entities?limit=2')).body;
  const answer = await owner.request('GET', `/v1/entities?limit=2&cursor=${nextCursor}x`);
  expect(answer.status).toBe(400);
});

test('the tree is compact, and an unchanged one is not sent again', async () => {
  const tree = await owner.request('GET', '/v1/entities/tree');
  expect(tree.body.whole).toBe(true);
  expect(tree.body.types).toEqual(['zone', 'store']);
  const rows: [string, number, string, string, string | null, number[], number][] = tree.body.rows;
  const store = rows.find(([, , code]) => code === 'W-1');
  expect(store?.[5].map((row) => rows[row]?.[2])).toEqual(['WEST']);

  const etag = tree.headers.get('etag') ?? '';
  const same = await owner.request('GET', '/v1/entities/tree', undefined, {
    'if-none-match': etag,
  });
  expect(same.status).toBe(304);
  await owner.request('POST', '/v1/entities', { type: 'zone', code: 'NORTH', name: 'North' });
  const changed = await owner.request('GET', '/v1/entities/tree', undefined, {
    'if-none-match': etag,
  });
  expect(changed.status).toBe(200);
});

test('a manager of a zone sees that zone only, with what it lies in as context', async () => {
  const { body } = await manager.request('GET', '/v1/entities/tree');
  expect(body.whole).toBe(false);
  expect(body.rows.map(([, , code]: string[]) => code)).toEqual(['W-1', 'W-2', 'WEST']);
  expect(names((await manager.request('GET', '/v1/entities')).body)).toEqual([
    'Harbour Street',
    'Mill Lane',
    'West',
  ]);
  expect((await manager.request('GET', `/v1/entities/${market.places.e1}`)).status).toBe(404);
  const refused = await manager.request('POST', '/v1/entities', {
    type: 'store',
    code: 'W-9',
    name: 'Nine',
    parents: [market.places.west],
  });
  expect(refused).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
});

test('whoever manages nothing sees no places', async () => {
  const person = await market.addMember(market.grant('editor', market.places.west));
  const client = await signInAs(server, market.organizationId, person);
  expect((await client.request('GET', '/v1/entities')).status).toBe(403);
});

test('before a place is moved it is told who reaches it no longer, a page at a time', async () => {
  const made = await owner.request('POST', '/v1/entities', {
    type: 'store',
    code: 'W-7',
    name: 'Seventh',
    parents: [market.places.west],
  });
  const west = [
    await market.addMember(market.grant('editor', market.places.west)),
    await market.addMember(market.grant('manager', market.places.west)),
  ];
  const path = `/v1/entities/${made.body.id}?dryRun=true`;
  const move = { parents: [market.places.east] };
  const plan = (await owner.request('PATCH', path, move)).body;
  expect(plan.affectedTotal).toBeGreaterThanOrEqual(2);
  const all = plan.affected.map(({ memberId }: { memberId: string }) => memberId);
  expect(all).toEqual(expect.arrayContaining(west.map(({ memberId }) => memberId)));
  const lines = plan.affected.flatMap(({ loses }: { loses: string[] }) => loses);
  expect(lines).toContain('See campaigns and Edit campaigns at Store W-7 · Seventh');
  // Nothing was moved.
  expect((await owner.request('GET', `/v1/entities/${made.body.id}`)).body.parents[0].name).toBe(
    'West',
  );

  const first = (await owner.request('PATCH', `${path}&affectedLimit=1`, move)).body;
  expect(first).toMatchObject({ affectedTotal: plan.affectedTotal, affectedNext: all[0] });
  const second = await owner.request(
    'PATCH',
    `${path}&affectedLimit=1&affectedAfter=${all[0]}`,
    move,
  );
  expect(second.body.affected[0].memberId).toBe(all[1]);

  const manager = await signInAs(server, market.organizationId, west[1] ?? market.owner);
  const grouped = { parents: [market.places.west], name: 'Eighth' };
  const own = await manager.request('PATCH', path, grouped);
  expect(own.body).toMatchObject({ affected: [], affectedTotal: 0 });
  const created = await owner.request('POST', '/v1/entities?dryRun=true', {
    type: 'store',
    code: 'W-10',
    name: 'Tenth',
    parents: [market.places.west],
  });
  expect(created.body.sentence.at(-1).text).toBe(' at Store W-10 · Tenth.');
});

test('a place is added, moved against its revision, and codes are unique in any case', async () => {
  const place = { type: 'store', code: 'W-3', name: 'Kings Wharf', parents: [market.places.west] };
  const created = await owner.request('POST', '/v1/entities', place);
  expect(created.status).toBe(201);
  const path = `/v1/entities/${created.body.id}`;
  expect(created.headers.get('location')).toBe(path);
  const taken = await owner.request('POST', '/v1/entities', { ...place, code: 'w-3' });
  expect(taken).toMatchObject({ status: 409, body: { code: 'place_code_taken' } });

  const { etag } = (await owner.request('GET', path)).body;
  const move = { parents: [market.places.east] };
  expect((await owner.request('PATCH', path, move)).status).toBe(428);
  expect((await owner.request('PATCH', path, move, { 'if-match': etag })).status).toBe(200);
  expect((await owner.request('PATCH', path, move, { 'if-match': etag })).status).toBe(412);
  expect((await owner.request('GET', path)).body.parents[0].name).toBe('East');
});
