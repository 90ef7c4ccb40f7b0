/** The real server as a child of `decide.ts`: answers questions, and its own CPU time when asked. */
import type { ApiKeyCreated, EntityTree, MemberPage } from '@latchkey/contract';
import { startDemoInstallation } from './demo-installation.ts';

const installation = await startDemoInstallation();
const { owner } = installation;
const key = await owner.request<ApiKeyCreated>('POST', '/v1/keys', { name: 'Bench' });
const tree = await owner.request<EntityTree>('GET', '/v1/entities/tree');
const store = tree.types.indexOf('store');
const stores = tree.rows.filter((row) => row[1] === store).map((row) => row[2]);
const people = await owner.request<MemberPage>('GET', '/v1/members?limit=100&status=active');

process.on('message', async (asked) => {
  if (asked === 'cpu') process.send?.(process.cpuUsage());
  if (asked !== 'end') return;
  await installation[Symbol.asyncDispose]();
  process.exit();
});
process.send?.({
  port: Number(new URL(owner.url).port),
  path: `${new URL(key.decisionPoint).pathname}/access/v1`,
  key: key.secret,
  stores,
  members: people.data.map(({ id }) => id),
});
