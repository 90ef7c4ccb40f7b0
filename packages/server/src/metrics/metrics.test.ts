import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';

const metricsToken = 'a-token-for-the-metrics';
let server: TestServer;
let market: MarketOrganization;

beforeAll(async () => {
  server = await startTestServer({ config: { metricsToken } });
  market = await createMarketOrganization(server.services);
});
afterAll(() => server[Symbol.asyncDispose]());

const metrics = (token: string, { url } = server) =>
  fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });

test('the metrics tell how many decisions were given, how new they are and how busy the process is', async () => {
  const key = await newApiKey(server.services, market);
  for (const id of [market.owner.userId, 'usr_nobody000']) {
    await fetch(`${server.url}/organizations/${market.organizationId}/access/v1/evaluation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        subject: { type: 'user', id },
        action: { name: 'campaign.read' },
        resource: { type: 'store', id: 'W-1' },
      }),
    });
  }
  await fetch(`${server.url}/organizations/${market.organizationId}/access/v1/evaluation`, {
    method: 'POST',
  });
  const answer = await metrics(metricsToken);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const lines = (await answer.text()).split('\n');
  for (const line of [
    'latchkey_decisions_total{verdict="allowed"} 1',
    'latchkey_decisions_total{verdict="denied"} 1',
    'latchkey_refused_requests_total{status="401"} 1',
    'latchkey_organizations_held 1',
    'latchkey_max_staleness_seconds 30',
  ])
    expect(lines).toContain(line);
  const types = lines.filter((line) => line.startsWith('# TYPE latchkey_'));
  expect(types.length).toBeGreaterThan(9);
  for (const type of types) expect(type.endsWith(' counter')).toBe(type.includes('_total '));
  // Asked again, it is not counted twice.
  expect((await (await metrics(metricsToken)).text()).split('\n')).toContain(
    'latchkey_decisions_total{verdict="allowed"} 1',
  );
  const lag = lines.find((line) => line.startsWith('latchkey_lag_seconds '));
  expect(Number(lag?.split(' ')[1])).toBeLessThan(5);
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_seconds '))).toBe(true);
});

test('the metrics name no organization and nobody in it', async () => {
  const text = await (await metrics(metricsToken)).text();
  expect(text).not.toMatch(/org_|mem_|usr_|@/);
});

test('the metrics are for whoever holds the token, and are not there without one', async () => {
  expect((await metrics('another')).status).toBe(401);
  await using without = await startTestServer();
  expect((await metrics(metricsToken, without)).status).toBe(404);
});
