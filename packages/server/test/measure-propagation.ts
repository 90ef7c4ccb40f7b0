/**
 * How soon a change is in the answers of the other server processes, with the changes of one organization, which wait
 * for each other, and of several, which do not: `npm run bench:propagation -- seconds changes-a-second other-processes`.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { evaluate } from '@latchkey/engine';
import { models } from '@latchkey/models';
import { type Config, createLog, readConfig } from '@latchkey/server';
import pg from 'pg';
import { Database } from '../src/db/database.ts';
import { startEmbeddedPostgres } from '../src/db/embedded/start-embedded-postgres.ts';
import { migrate } from '../src/db/migrate.ts';
import { startServices, stopServices } from '../src/services.ts';
import { newApiKey } from './api-key.ts';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import type { TestMember } from './test-member.ts';

const [seconds = 15, changesASecond = 200, nodeCount = 4] = process.argv.slice(2).map(Number);
const organizationCounts = [1, 4, 16];
/** Of so many changes one is looked for in the answers of every node, and another one is asked for by its revision. */
const looksAtOneOf = 10;
/** How often a node is asked that does not have it yet; what is measured is never finer. */
const askEveryMs = 2;

interface Changed {
  readonly market: MarketOrganization;
  readonly person: TestMember;
  readonly key: string;
}

interface Answered {
  readonly revision: number;
  readonly decision: boolean;
}

/** What one round has counted. */
interface Round {
  readonly commits: number[];
  readonly arrivals: number[];
  readonly withToken: number[];
  changes: number;
  stale: number;
  staleHere: number;
  failed: number;
}

const dataDirectory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
await chmod(dataDirectory, 0o755);
// As durable as it is shipped: an answered change is on the disk.
const postgres = await startEmbeddedPostgres({
  dataDirectory,
  settings: { max_connections: '200' },
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
const agent = new Agent({ keepAlive: true });
try {
  console.log(
    `${changesASecond} changes a second asked for, ${nodeCount} server processes beside the one that writes, ` +
      `${seconds} s each\n`,
  );
  console.log(
    row('organizations', 'floor', 'reached', 'change', '', 'in answers', '', '', 'by token', ''),
  );
  console.log(row('', 'a second', 'a second', 'p50', 'p99', 'p50', 'p99', 'max', 'p50', 'p99'));
  for (const count of organizationCounts) {
    const changed: Changed[] = [];
    for (let made = 0; made < count; made++) changed.push(await prepare());
    await measure(changed);
  }
} finally {
  agent.destroy();
  for (const node of nodes) await node.killHard();
  await stopServices(services);
  await postgres.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}

async function prepare(): Promise<Changed> {
  const market = await createMarketOrganization(services);
  const person = await market.addMember(market.grant('publisher', market.places.west));
  return { market, person, key: await newApiKey(services, market) };
}

async function measure(changed: readonly Changed[]): Promise<void> {
  const floor = await commitsOneAfterAnother();
  const round: Round = {
    commits: [],
    arrivals: [],
    withToken: [],
    changes: 0,
    stale: 0,
    staleHere: 0,
    failed: 0,
  };
  for (const node of nodes) for (const one of changed) await ask(node, one);
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(changed.map((one) => change(one, changed.length, until, round)));
  const took = performance.now() - began;

  const { commits, arrivals, withToken } = round;
  console.log(
    row(
      String(changed.length),
      floor.toFixed(0),
      ((round.changes / took) * 1000).toFixed(0),
      at(commits, 0.5),
      at(commits, 0.99),
      at(arrivals, 0.5),
      at(arrivals, 0.99),
      at(arrivals, 1),
      at(withToken, 0.5),
      at(withToken, 0.99),
    ),
  );
  console.log(
    `  stale: ${round.stale} of ${withToken.length + round.stale} answers to questions that name the revision, ` +
      `${round.staleHere} of ${round.changes} in the process that wrote; failed: ${round.failed}\n`,
  );
}

/** How many transactions of one row are on the disk in a second, one after another: no chain of changes is quicker. */
async function commitsOneAfterAnother(): Promise<number> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('create table if not exists floor as select 0 as n');
  const began = performance.now();
  let count = 0;
  for (; performance.now() - began < 1_000; count++)
    await client.query('update floor set n = n + 1');
  const took = performance.now() - began;
  await client.end();
  return (count / took) * 1000;
}

/** Takes somebody's access and gives it back, at this organization's share of the rate, and looks where it has arrived. */
async function change(
  one: Changed,
  organizations: number,
  until: number,
  round: Round,
): Promise<void> {
  const { market, person } = one;
  const everyMs = (1000 * organizations) / changesASecond;
  const asked: Promise<void>[] = [];
  let due = performance.now() + Math.random() * everyMs;
  for (let turn = 0; performance.now() < until; turn++) {
    await sleep(Math.max(0, due - performance.now()));
    const allowed = turn % 2 === 1;
    const sent = performance.now();
    const { revision } = await market.change({
      type: allowed ? 'member.resume' : 'member.suspend',
      memberId: person.memberId,
    });
    const committed = performance.now();
    round.commits.push(committed - sent);
    if (isAllowedHere(one) !== allowed) round.staleHere++;
    const nth = round.changes++ % looksAtOneOf;
    if (nth === 0)
      for (const node of nodes) asked.push(lookFor(node, one, revision, committed, round));
    const node = nodes[Math.floor(round.changes / looksAtOneOf) % nodes.length];
    if (nth === looksAtOneOf / 2 && node)
      asked.push(askByToken(node, one, { revision, allowed, committed }, round));
    // What is late is made up for, but for what has been late for a second.
    due = Math.max(due + everyMs, performance.now() - 1_000);
  }
  await Promise.all(asked);
}

function isAllowedHere({ market, person }: Changed): boolean | undefined {
  const held = services.snapshots.held(market.organizationId);
  const question = {
    memberId: person.memberId,
    permission: 'campaign.publish',
    place: market.places.w1,
  };
  return held?.snapshot && evaluate(held.snapshot, question, Date.now()).allowed;
}

/** Asks a node until its answer has the revision. */
async function lookFor(
  node: ServerProcess,
  one: Changed,
  revision: number,
  committed: number,
  round: Round,
): Promise<void> {
  while (true) {
    const answer = await ask(node, one);
    if (answer === null) round.failed++;
    else if (answer.revision >= revision) {
      round.arrivals.push(performance.now() - committed);
      return;
    }
    await sleep(askEveryMs);
  }
}

async function askByToken(
  node: ServerProcess,
  one: Changed,
  { revision, allowed, committed }: { revision: number; allowed: boolean; committed: number },
  round: Round,
): Promise<void> {
  const answer = await ask(node, one, services.revisions.of(one.market.organizationId, revision));
  if (answer === null) round.failed++;
  else if (answer.revision < revision) round.stale++;
  // A later change may be in it already; of this very one the answer is known.
  else if (answer.revision === revision && answer.decision !== allowed) round.stale++;
  else round.withToken.push(performance.now() - committed);
}

async function ask(
  { url }: ServerProcess,
  { market, person, key }: Changed,
  token?: string,
): Promise<Answered | null> {
  const { organizationId, places } = market;
  const question = JSON.stringify({
    subject: { type: 'user', id: person.userId },
    action: { name: 'campaign.publish' },
    resource: { type: 'store', id: places.w1 },
    ...(token !== undefined && { context: { at_least: token } }),
  });
  const path = `${url}/organizations/${organizationId}/access/v1/evaluation`;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const { status, revision, body } = await new Promise<{
    status: number | undefined;
    revision: string;
    body: unknown;
  }>((resolve, reject) => {
    const asked = request(path, { method: 'POST', agent, headers }, (answer) => {
      const status = answer.statusCode;
      const revision = String(answer.headers['latchkey-revision'] ?? '');
      text(answer).then((body) => resolve({ status, revision, body: JSON.parse(body) }), reject);
    });
    asked.on('error', reject);
    asked.end(question);
  });
  const read = services.revisions.read(organizationId, revision);
  if (status !== 200 || typeof read !== 'number') return null;
  const decision =
    typeof body === 'object' && body !== null && 'decision' in body && body.decision === true;
  return { revision: read, decision };
}

function at(times: readonly number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const time = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return time === undefined ? '–' : `${time.toFixed(1)} ms`;
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(14) + cells.map((cell) => cell.padStart(11)).join('');
}
