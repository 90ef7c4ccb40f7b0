import { campaignsModule } from '@latchkey/example-campaigns-module';
import { createLatchkey, type LatchkeyError } from '@latchkey/sdk';
import { expect, test, vi } from 'vitest';
import { listen } from './listen.ts';
import { createMarketOrganization } from './market-organization.ts';
import { signInAs } from './sign-in-as.ts';
import { startTestServer } from './start-test-server.ts';

test('the example module lets people publish where they may, and stops at once when access ends', async () => {
  await using server = await startTestServer();
  const market = await createMarketOrganization(server.services);
  const owner = await signInAs(server, market.organizationId, market.owner);
  const ravi = await market.addMember(market.grant('publisher', market.places.west));
  const { token } = await signInAs(server, market.organizationId, ravi);
  const { body } = await owner.request('POST', '/v1/keys', { name: 'Campaigns' });

  const latchkey = createLatchkey({ url: server.url, apiKey: body.secret });
  await latchkey.ready();
  const module = campaignsModule(latchkey);
  const url = await listen(module);
  const publish = async (store: string, cookie = `latchkey_session=${token}`) =>
    (await fetch(`${url}/stores/${store}/campaigns`, { method: 'POST', headers: { cookie } }))
      .status;

  expect(await publish('W-1', '')).toBe(401);
  expect(await publish('W-1')).toBe(200);
  expect(await publish('E-1')).toBe(403);

  await market.change({
    type: 'member.setGrants',
    memberId: ravi.memberId,
    grants: [market.grant('editor', market.places.west)],
  });
  await vi.waitFor(async () => expect(await publish('W-1')).toBe(403));
  await market.change({ type: 'member.suspend', memberId: ravi.memberId });
  expect(await publish('W-1')).toBe(401);
  module.close();
  latchkey.close();
});

test('the example module refuses when Latchkey cannot be asked', async () => {
  const apiKey = 'org_00000000.key.x';
  const codes: string[] = [];
  const onError = ({ code }: LatchkeyError) => codes.push(code);
  const latchkey = createLatchkey({ url: 'http://127.0.0.1:1', apiKey, onError });
  const module = campaignsModule(latchkey);
  const url = await listen(module);
  const answer = await fetch(`${url}/stores/W-1/campaigns`, {
    method: 'POST',
    headers: { cookie: 'latchkey_session=org_00000000.x' },
  });
  expect(answer.status).toBe(503);
  expect(codes).toEqual(['unreachable']);
  module.close();
  latchkey.close();
});
