/** The real server as a child of `decide.ts`: answers questions, and its own CPU time when asked. */
import { startDemoInstallation } from './demo-installation.ts';

const installation = await startDemoInstallation();
const { owner } = installation;
const key = await (await owner.request('POST', '/v1/keys', { name: 'Bench' })).json();
const tree = await (await owner.request('GET', '/v1/entities/tree')).json();
const store = tree.types.indexOf('store');
const stores = tree.rows
  .filter((row: unknown[]) => row[1] === store)
  .map((row: unknown[]) => row[2]);
const people = await (await owner.request('GET', '/v1/members?limit=100&status=active')).json();

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
  members: people.data.map(({ id }: { id: string }) => id),
});
