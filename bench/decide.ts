/**
 * Decisions: `evaluate` in process, and the AuthZEN endpoints over HTTP beside a bare `node:http`
 * server that parses and answers the same bodies. CPU time of the answering process, ratio per round.
 *
 *   node --conditions=source bench/decide.ts [rounds] [requests]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { decideInProcess } from './decide-in-process.ts';

const [rounds = '5', requests = '20000'] = process.argv.slice(2);
const inFlight = 16;
const permissions = ['campaign.publish', 'campaign.edit', 'member-care.case.edit'];

interface Child {
  readonly process: ChildProcess;
  readonly started: {
    readonly port: number;
    readonly path?: string;
    readonly key?: string;
    readonly stores?: readonly string[];
    readonly members?: readonly string[];
  };
}

async function start(file: string): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--conditions=source'],
  });
  const [started] = await once(child, 'message');
  return { process: child, started };
}

async function cpuOf({ process: child }: Child): Promise<number> {
  child.send('cpu');
  const [{ user, system }] = await once(child, 'message');
  return user + system;
}

function ask(agent: Agent, port: number, path: string, key: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        port,
        path,
        method: 'POST',
        host: '127.0.0.1',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`The answer is ${answer.statusCode}.`));
        answer.resume().on('end', resolve);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** CPU microseconds of the answering process per request. */
async function measure(child: Child, path: string, key: string, bodies: readonly string[]) {
  // A connection that idled while the other server was measured may be closed by now.
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const before = await cpuOf(child);
  let next = 0;
  const worker = async () => {
    for (;;) {
      const body = bodies[next++];
      if (body === undefined) return;
      await ask(agent, child.started.port, path, key, body);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  agent.destroy();
  return ((await cpuOf(child)) - before) / bodies.length;
}

const [latchkey, bare] = await Promise.all([
  start('./decide-server.ts'),
  start('./bare-server.ts'),
]);
const { path = '', key = '', stores = [], members = [] } = latchkey.started;
const pick = <Item>(items: readonly Item[]) => items[Math.floor(Math.random() * items.length)];
const question = () => ({
  subject: { type: 'user', id: pick(members) },
  action: { name: pick(permissions) },
  resource: { type: 'store', id: pick(stores) },
});
const single = () => JSON.stringify(question());
const batch = () => JSON.stringify({ evaluations: Array.from({ length: 50 }, question) });

decideInProcess();
console.log('\nover HTTP, CPU of the answering process');
console.log('round   single µs   bare µs   ratio   batch of 50 µs   bare µs   per decision µs');
const ratios: number[] = [];
for (let round = 0; round <= Number(rounds); round++) {
  const singles = Array.from({ length: Number(requests) }, single);
  const batches = Array.from({ length: Math.ceil(Number(requests) / 20) }, batch);
  const own = await measure(latchkey, `${path}/evaluation`, key, singles);
  const plain = await measure(bare, `${path}/evaluation`, key, singles);
  const ownBatch = await measure(latchkey, `${path}/evaluations`, key, batches);
  const plainBatch = await measure(bare, `${path}/evaluations`, key, batches);
  // The first round compiles.
  if (round === 0) continue;
  ratios.push(own / plain);
  console.log(
    [
      String(round).padStart(5),
      own.toFixed(1).padStart(11),
      plain.toFixed(1).padStart(9),
      (own / plain).toFixed(2).padStart(7),
      ownBatch.toFixed(0).padStart(16),
      plainBatch.toFixed(0).padStart(9),
      (ownBatch / 50).toFixed(2).padStart(17),
    ].join(' '),
  );
}
const median = ratios.toSorted((left, right) => left - right)[Math.floor(ratios.length / 2)];
console.log(`\nmedian ratio ${median?.toFixed(2)}`);
latchkey.process.send('end');
bare.process.send('end');
