/** The real server as a child of `http.ts`, with the organization of the bench in it. */
import type { ApiKeyCreated } from '@latchkey/contract';
import { startDemoInstallation } from '../demo-installation.ts';
import { makeOrganization } from '../organization/make-organization.ts';
import { addBenchPeople, benchDemo } from './bench-demo.ts';

const organization = makeOrganization({ plain: true });
const installation = await startDemoInstallation(
  (services) => addBenchPeople(services, organization),
  { demo: benchDemo(organization), models: new Map([['bench', organization.model]]) },
);
const { owner } = installation;
const key = await owner.request<ApiKeyCreated>('POST', '/v1/keys', { name: 'Bench' });

// Whoever started this server ends it, or has died.
process.on('disconnect', async () => {
  await installation[Symbol.asyncDispose]();
  process.exit();
});
process.send?.({
  port: Number(new URL(owner.url).port),
  base: `${new URL(key.decisionPoint).pathname}/access/v1`,
  key: key.secret,
});
