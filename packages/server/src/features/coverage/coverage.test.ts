import type { Coverage, CoveragePlaces } from '@latchkey/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestOrganization } from '../../../test/create-test-organization.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';

let server: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let publisher: TestMember;
let westManager: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  const { west, w1, w2, e1 } = market.places;
  owner = await signInAs(server, market.organizationId, market.owner);
  publisher = await market.addMember(market.grant('publisher', w1));
  await market.addMember(market.grant('editor', w2), market.grant('editor', market.organizationId));
  await market.addMember(market.grant('editor', e1));
  const manager = await market.addMember(market.grant('manager', west));
  westManager = await signInAs(server, market.organizationId, manager);
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = async <Answer>(client: TestClient, path: string): Promise<Answer> => {
  const { status, body } = await client.request('GET', path);
  expect(status).toBe(200);
  return body;
};

test('places are counted by what they lie in, for every permission that matters; owners are left out', async () => {
  const table = await ask<Coverage>(owner, '/v1/coverage');
  expect(table.permissions.map(({ label }) => label)).toEqual([
    'See campaigns',
    'Edit campaigns',
    'Publish campaigns',
  ]);
  expect([table.type.plural, table.by?.label]).toEqual(['Stores', 'Zone']);
  const publish = table.groups.map(({ place, places, cells }) => [place?.name, places, cells[2]]);
  expect(publish).toEqual([
    ['East', 1, { nobody: 1, one: 0, off: 0 }],
    ['West', 2, { nobody: 1, one: 1, off: 0 }],
  ]);
  expect(table.total).toMatchObject({ places: 3 });
  expect(table.total.cells[2]).toEqual({ nobody: 2, one: 1, off: 0 });
  expect(table.total.cells[1]).toEqual({ nobody: 0, one: 0, off: 0 });
});

test('people who alone can do something somewhere are named', async () => {
  const { alone, aloneTotal } = await ask<Coverage>(owner, '/v1/coverage');
  expect(aloneTotal).toBe(1);
  expect(alone).toMatchObject([
    { id: publisher.memberId, permissions: ['campaign.publish'], places: 1 },
  ]);
});

test('the places behind a number are listed, searched and paged', async () => {
  const path = '/v1/coverage/places?permission=campaign.publish';
  const all = await ask<CoveragePlaces>(owner, `${path}&limit=1`);
  expect(all.total).toBe(2);
  expect(all.data).toMatchObject([{ place: { name: 'Mill Lane' }, in: ['West'], only: null }]);
  const next = await ask<CoveragePlaces>(owner, `${path}&limit=1&cursor=${all.nextCursor}`);
  expect(next.data.map(({ place }) => place.name)).toEqual(['Station Road']);
  expect(next.nextCursor).toBeNull();
  const west = await ask<CoveragePlaces>(owner, `${path}&in=${market.places.west}`);
  expect(west.data.map(({ place }) => place.name)).toEqual(['Mill Lane']);
  const one = await ask<CoveragePlaces>(owner, `${path}&people=one`);
  expect(one.data).toMatchObject([
    { place: { name: 'Harbour Street' }, only: { id: publisher.memberId } },
  ]);
  expect((await ask<CoveragePlaces>(owner, `${path}&search=station`)).total).toBe(1);
});

test('a manager is told of the places where people are managed, and of no name that the list of people hides', async () => {
  const table = await ask<Coverage>(westManager, '/v1/coverage?permission=campaign.edit');
  expect(table.groups.map(({ place, places }) => [place?.name, places])).toEqual([['West', 2]]);
  const edit = await ask<Coverage>(owner, '/v1/coverage?permission=access.member.change');
  expect(edit.total.cells).toEqual([{ nobody: 1, one: 2, off: 0 }]);
});

test('the gaps are handed out as a file that no spreadsheet takes for formulas', async () => {
  await market.change({ type: 'entity.update', entityId: market.places.w2, name: '=1+1' });
  const answer = await fetch(`${server.url}/v1/coverage/export.csv?permission=campaign.publish`, {
    headers: { authorization: `Bearer ${owner.token}` },
  });
  const lines = (await answer.text()).trim().split('\r\n');
  expect(lines[0]).toMatch(/Store,Code,Zone,Permission,People besides owners,Only person,E-mail$/);
  expect(lines).toContain("'=1+1,W-2,West,Publish campaigns,nobody,,");
  expect(lines).toHaveLength(4);
  await market.change({ type: 'entity.update', entityId: market.places.w2, name: 'Mill Lane' });
});

test('closed places are no gaps', async () => {
  await market.change({ type: 'entity.update', entityId: market.places.e1, closed: true });
  const table = await ask<Coverage>(owner, '/v1/coverage?permission=campaign.publish');
  expect(table.total).toEqual({ places: 2, cells: [{ nobody: 1, one: 1, off: 0 }] });
});

test('where access is given in the whole organization only, that is what is looked at', async () => {
  const { organizationId, owner: first } = await createTestOrganization(server.services, {
    modelKey: 'conversations',
  });
  const client = await signInAs(server, organizationId, first);
  const table = await ask<Coverage>(client, '/v1/coverage');
  expect(table.total.places).toBe(1);
  expect(table.groups).toHaveLength(1);
  const [mattering] = table.permissions;
  const { data } = await ask<CoveragePlaces>(
    client,
    `/v1/coverage/places?permission=${mattering?.key}`,
  );
  expect(data).toMatchObject([{ place: { type: 'organization' } }]);
});

test('what the access model does not have is refused', async () => {
  const permission = await owner.request('GET', '/v1/coverage?permission=campaign.burn');
  expect(permission.body.code).toBe('unknown_permission');
  expect((await owner.request('GET', '/v1/coverage?type=moon')).body.code).toBe(
    'unknown_place_type',
  );
});
