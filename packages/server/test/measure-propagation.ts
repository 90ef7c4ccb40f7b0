/** How soon a change is in the answers of the other server processes: `npm run bench:propagation -- seconds changes-a-second`. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { models } from '@latchkey/models';
import { type Config, createLog, readConfig } from '@latchkey/server';
import { Database } from '../src/db/database.ts';
import { startEmbeddedPostgres } from '../src/db/embedded/start-embedded-postgres.ts';
import { migrate } from '../src/db/migrate.ts';
import { type Services, startServices, stopServices } from '../src/services.ts';
import { newApiKey } from './api-key.ts';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import type { TestMember } from './test-member.ts';

const [seconds = 20, changesASecond = 200] = process.argv.slice(2).map(Number);
const nodeCount = 4;
/** Changes of one organization wait for each other; those of several do not. */
const organizationCount = 2;
/** How often each node is asked; what is measured is never finer. */
const askEveryMs = 10;

interface Followed {
  readonly market: MarketOrganization;
  readonly person: TestMember;
  readonly key: string;
  /** By revision, when its commit was answered. */
  readonly committedAt: Map<number, number>;
  newest: number;
}

interface Answered {
  readonly revision: number;
  readonly decision: boolean;
}

const dataDirectory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
await chmod(dataDirectory, 0o755);
const postgres = await startEmbeddedPostgres({
  dataDirectory,
  // How long the disk takes is not what is measured, and would set the rate.
  settings: { max_connections: '200', synchronous_commit: 'off' },
});
const connection = { ...postgres.connection };
const db = new Database({ connection });
await migrate(db);
await db.close();
const config: Config = {
  ...readConfig({
    environment: { PORT: '0', PUBLIC_URL: 'http://localhost:4000', LATCHKEY_DATA: dataDirectory },
    consoleDirectory: null,
  }),
  demo: false,
};
const services = await startServices({ connection, config, models, log: createLog('error') });
const nodes = await Promise.all(
  Array.from({ length: nodeCount }, () => startServerProcess({ config, database: { connection } })),
);
try {
  const followed: Followed[] = [];
  for (let made = 0; made < organizationCount; made++) followed.push(await prepare(services));
  await measure(followed);
} finally {
  for (const node of nodes) await node.killHard();
  await stopServices(services);
  await postgres.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}

async function prepare(on: Services): Promise<Followed> {
  const market = await createMarketOrganization(on);
  const person = await market.addMember(market.grant('publisher', market.places.west));
  const key = await newApiKey(on, market);
  return { market, person, key, committedAt: new Map(), newest: 0 };
}

async function measure(followed: readonly Followed[]): Promise<void> {
  const until = performance.now() + seconds * 1000;
  const going = () => performance.now() < until;
  const arrivals = nodes.map((): number[] => []);
  const withToken: number[] = [];
  const counts = { changes: 0, stale: 0, failed: 0 };

  for (const node of nodes) for (const one of followed) await ask(node, one);
  await Promise.all([
    ...followed.map((one) => change(one, going, withToken, counts)),
    ...nodes.flatMap((node, index) =>
      followed.map((one) => watch(node, one, going, arrivals[index] ?? [])),
    ),
  ]);

  console.log(
    `${counts.changes} changes in ${seconds} s (${Math.round(counts.changes / seconds)} a second), ` +
      `${nodeCount} nodes, ${organizationCount} organizations\n`,
  );
  console.log(row('from commit to the first answer that has it', 'p50', 'p99', 'max'));
  for (const [index, times] of arrivals.entries()) report(`node ${index + 1}`, times);
  report('all nodes', arrivals.flat());
  report('a question that names the revision', withToken);
  console.log(
    `\nstale answers to ${withToken.length} questions that name the revision: ${counts.stale}`,
  );
  console.log(`questions that failed: ${counts.failed}`);
}

/** Takes somebody's access and gives it back, at this organization's share of the rate; asks a node with each token. */
async function change(
  one: Followed,
  going: () => boolean,
  withToken: number[],
  counts: { changes: number; stale: number; failed: number },
): Promise<void> {
  const everyMs = (1000 * organizationCount) / changesASecond;
  const asked: Promise<void>[] = [];
  let due = performance.now();
  for (let allowed = false; going(); allowed = !allowed) {
    const { memberId } = one.person;
    const type = allowed ? 'member.resume' : 'member.suspend';
    const { revision } = await one.market.change({ type, memberId });
    const at = performance.now();
    one.committedAt.set(revision, at);
    one.newest = revision;
    counts.changes++;
    const node = nodes[counts.changes % nodes.length];
    const token = services.revisions.of(one.market.organizationId, revision);
    if (node)
      asked.push(
        ask(node, one, token).then((answer) => {
          if (answer === null) counts.failed++;
          else if (answer.revision < revision) counts.stale++;
          // A later change may be in it already; of this very one the answer is known.
          else if (answer.revision === revision && answer.decision !== allowed) counts.stale++;
          else withToken.push(performance.now() - at);
        }),
      );
    due = Math.max(due + everyMs, performance.now() - 1_000);
    await sleep(Math.max(0, due - performance.now()));
  }
  await Promise.all(asked);
}

/** Asks a node again and again without a token, and notes when each revision was first in an answer. */
async function watch(
  node: ServerProcess,
  one: Followed,
  going: () => boolean,
  times: number[],
): Promise<void> {
  let seen = one.newest;
  while (going()) {
    const answer = await ask(node, one);
    const at = performance.now();
    for (; answer && seen < Math.min(answer.revision, one.newest); seen++) {
      const committed = one.committedAt.get(seen + 1);
      if (committed !== undefined) times.push(Math.max(0, at - committed));
    }
    await sleep(askEveryMs);
  }
}

async function ask(
  { url }: ServerProcess,
  { market, person, key }: Followed,
  token?: string,
): Promise<Answered | null> {
  const { organizationId, places } = market;
  const answer = await fetch(`${url}/organizations/${organizationId}/access/v1/evaluation`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      subject: { type: 'user', id: person.userId },
      action: { name: 'campaign.publish' },
      resource: { type: 'store', id: places.w1 },
      ...(token !== undefined && { context: { at_least: token } }),
    }),
  });
  const body: unknown = await answer.json();
  const read = services.revisions.read(
    organizationId,
    answer.headers.get('latchkey-revision') ?? '',
  );
  if (answer.status !== 200 || typeof read !== 'number') return null;
  const decision =
    typeof body === 'object' && body !== null && 'decision' in body && body.decision === true;
  return { revision: read, decision };
}

function report(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)} ms`;
  console.log(row(name, at(0.5), at(0.99), at(1)));
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(46) + cells.map((cell) => cell.padStart(12)).join('');
}
