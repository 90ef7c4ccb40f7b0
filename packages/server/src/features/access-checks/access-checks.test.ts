import { afterAll, beforeAll, expect, test } from 'vitest';
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
let editor: TestMember;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  owner = await signInAs(server, market.organizationId, market.owner);
  editor = await market.addMember(market.grant('editor', market.places.west));
});
afterAll(() => server[Symbol.asyncDispose]());

const text = (sentence: { text: string }[]) => sentence.map((part) => part.text).join('');
const check = async (permission: string, place: string, by = owner, memberId = editor.memberId) =>
  (await by.request('POST', '/v1/access-checks', { memberId, permission, place })).body;

test('a yes shows its chain from the person to the place', async () => {
  const answer = await check('campaign.edit', market.places.w1);
  expect(answer.allowed).toBe(true);
  expect(text(answer.sentence)).toMatch(
    /^Person \d+ can edit campaigns at Store W-1 · Harbour Street, through Campaign editor at West zone\.$/,
  );
  expect(answer.chain.map(({ holds }: { holds: boolean }) => holds)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(answer.path.map(({ name }: { name: string }) => name)).toEqual(['Harbour Street', 'West']);
});

test('a no shows where the chain breaks and what the asker could give', async () => {
  const answer = await check('campaign.publish', market.places.w1);
  expect(answer).toMatchObject({ allowed: false, reason: 'no_grant' });
  expect(text(answer.sentence)).toMatch(
    /cannot publish campaigns at Store W-1 · Harbour Street\. No permission set held here includes it\. You can give Campaign publisher here\.$/,
  );
  const broken = answer.chain.filter(({ holds }: { holds: boolean }) => !holds);
  expect(broken).toEqual([
    { label: 'Publish campaigns', detail: 'Is not in Campaign editor.', holds: false },
  ]);
});

test('elsewhere the place is what breaks', async () => {
  const answer = await check('campaign.edit', market.places.e1);
  expect(answer).toMatchObject({ allowed: false, reason: 'not_covered' });
});

test('an owner may do everything everywhere', async () => {
  const answer = await check('campaign.publish', market.places.e1, owner, market.owner.memberId);
  expect(text(answer.sentence)).toContain('an owner may do everything everywhere');
});

test('people check themselves, and others only where they see them', async () => {
  const client = await signInAs(server, market.organizationId, editor);
  expect((await check('campaign.edit', market.places.w1, client)).allowed).toBe(true);
  const other = await check('campaign.edit', market.places.w1, client, market.owner.memberId);
  expect(other.code).toBe('unknown_member');
});
