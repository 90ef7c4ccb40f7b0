/**
 * Decisions over the network: CPU of the answering process, all its threads, per request. Latchkey's own server with
 * its database, beside a bare `node:http` server and beside the servers that somebody would take instead.
 *
 *   npm run bench:http -- [rounds] [milliseconds of each engine in a round] [engines, with commas]
 */
import { existsSync } from 'node:fs';
import { type Answering, type Ask, pageSize } from './http/answering.ts';
import { startCerbos } from './http/cerbos.ts';
import {
  type Asked,
  type CheckedKind,
  checkAnswers,
  type Kind,
  kinds,
} from './http/check-answers.ts';
import { goProgram, goPrograms } from './http/go-program.ts';
import { startNodeServer } from './http/node-server.ts';
import { startOpenFga } from './http/openfga.ts';
import { processCpu } from './http/process-cpu.ts';
import { startSpiceDb } from './http/spicedb.ts';
import { makeOrganization } from './organization/make-organization.ts';
import { makeQuestions } from './organization/make-questions.ts';
import { createOracle } from './organization/oracle.ts';
import { seededRandom } from './organization/random.ts';
import { cerbosProgram, installPeers, peerVersions } from './peers/install-peers.ts';
import { beside, digits, report } from './report.ts';
import { median, medianRatio, ratios } from './rounds.ts';

const [rounds = '5', milliseconds = '1500', chosen = 'cerbos,openfga,spicedb'] =
  process.argv.slice(2);
const inFlight = 16;
const batchSize = 50;
const firstPort = 4170;
/** V8 has compiled what a request runs through only after some ten thousand of them. */
const warmRounds = 3;
const turnMs = 100;

if (process.platform !== 'linux') {
  console.log('CPU of another process is read from /proc, which this system does not have.');
  process.exit();
}

interface Engine {
  readonly name: string;
  readonly answering: Answering;
  readonly checked: ReadonlyMap<Kind, CheckedKind>;
  /** Microseconds per request in each round. */
  readonly taken: Map<Kind, number[]>;
}

const organization = makeOrganization({ plain: true });
const asked = makeAsked();
await installPeers();
const engines: Engine[] = [];
await add('**Latchkey**', await startNodeServer('./http/latchkey-server.ts', { searches: true }));
await add('bare `node:http`', await startNodeServer('./http/bare-server.ts', { searches: false }));
if (chosen.includes('cerbos') && existsSync(cerbosProgram)) {
  const cerbos = await startCerbos(organization, { http: firstPort, grpc: firstPort + 1 });
  await add('Cerbos, AuthZEN', cerbos.authzen);
  await add('Cerbos, its own API', cerbos.own);
}
const openfga = chosen.includes('openfga') ? goProgram('openfga') : null;
if (openfga) {
  const ports = { http: firstPort + 2, grpc: firstPort + 3 };
  await add('OpenFGA, in memory', await startOpenFga(openfga, organization, ports));
}
const spicedb = chosen.includes('spicedb') ? goProgram('spicedb') : null;
if (spicedb) {
  const ports = { grpc: firstPort + 4, metrics: firstPort + 5 };
  await add('SpiceDB, in memory', await startSpiceDb(spicedb, organization, ports));
}

for (let round = 1 - warmRounds; round <= Number(rounds); round++) {
  for (const kind of kinds) {
    for (const { engine, each } of await inShortTurns(kind)) {
      // The first rounds compile and fill what is kept.
      if (round > 0) engine.taken.set(kind, [...(engine.taken.get(kind) ?? []), each]);
    }
  }
  console.log(round <= 0 ? 'warming up' : `round ${round} of ${rounds}`);
}
await writeReport();
for (const { answering } of engines) await answering[Symbol.asyncDispose]();
process.exit();

async function add(name: string, answering: Answering): Promise<void> {
  // The bare server answers yes to everything.
  const isBare = name.includes('bare');
  const checked = isBare
    ? new Map(kinds.slice(0, 3).map((kind) => [kind, { checked: 0, wrong: 0 }] as const))
    : await checkAnswers(organization, answering, asked);
  engines.push({ name, answering, checked, taken: new Map() });
  const said = [...checked].map(([kind, { checked: all, wrong }]) => `${kind} ${wrong} of ${all}`);
  console.log(`${name}: wrong answers: ${isBare ? 'not looked at' : said.join(', ')}`);
}

/**
 * Microseconds per request of each engine in one round. Turns are short beside the swings of a machine that others use,
 * and each engine gets them until it has had its time.
 */
async function inShortTurns(
  kind: Kind,
): Promise<readonly { readonly engine: Engine; readonly each: number }[]> {
  const taking = engines
    .filter(({ checked }) => checked.has(kind))
    .map((engine) => ({
      engine,
      asks: asksOf(engine.answering, kind),
      ms: 0,
      cpu: 0,
      answered: 0,
    }));
  const isDue = ({ ms }: { readonly ms: number }) => ms < Number(milliseconds);
  while (taking.some(isDue)) {
    for (const one of taking.filter(isDue)) {
      const { pid } = one.engine.answering;
      const [from, before] = [performance.now(), await processCpu(pid)];
      const ask = async () => {
        while (performance.now() < from + turnMs) {
          await one.asks[one.answered++ % one.asks.length]?.();
        }
      };
      await Promise.all(Array.from({ length: inFlight }, ask));
      one.cpu += (await processCpu(pid)) - before;
      one.ms += performance.now() - from;
    }
  }
  return taking.map(({ engine, cpu, answered }) => ({ engine, each: cpu / answered }));
}

function asksOf(answering: Answering, kind: Kind): readonly (Ask | undefined)[] {
  const { singles, batches, mixedBatches, lists } = asked;
  return {
    single: singles.map((question) => answering.single?.(question)),
    batch: batches.map((questions) => answering.batch?.(questions)),
    mixedBatch: mixedBatches.map((questions) => answering.mixedBatch?.(questions)),
    places: lists.map((question) => answering.places?.(question)),
    people: lists.map((question) => answering.people?.(question)),
  }[kind];
}

function makeAsked(): Asked {
  const everybody = { members: organization.shape.members };
  const singles = makeQuestions(organization, { ...everybody, count: 5_000 });
  const all = makeQuestions(organization, { ...everybody, count: 200 * batchSize, seed: 4 });
  const oracle = createOracle(organization);
  const stores = organization.entities.filter(({ type }) => type === 'store');
  const random = seededRandom(5);
  return {
    singles,
    batches: singles.slice(0, 200).map((question) =>
      Array.from({ length: batchSize }, () => {
        const place = random.pick(stores).entityId;
        const allowed = oracle(question.memberIndex, question.permission, place);
        return { ...question, place, allowed };
      }),
    ),
    mixedBatches: Array.from({ length: 200 }, (_, at) =>
      all.slice(at * batchSize, (at + 1) * batchSize),
    ),
    lists: singles.filter(({ allowed }) => allowed).slice(0, 1_000),
  };
}

async function writeReport(): Promise<void> {
  const versions = await peerVersions();
  const of = (name: string, kind: Kind) =>
    engines.find((engine) => engine.name.includes(name))?.taken.get(kind) ?? [];
  const table = (kind: Kind, title: string, per: number, goalOf: (engine: Engine) => string) => ({
    title,
    head: ['Engine', 'µs', '÷ bare', 'as long as Latchkey', 'goal', 'wrong of checked'],
    rows: engines.flatMap((engine) => {
      const taken = engine.taken.get(kind);
      const checked = engine.checked.get(kind);
      if (!taken || !checked) return [];
      const bare = of('bare', kind);
      return [
        [
          engine.name,
          digits(median(taken) / per),
          bare.length > 0 ? `${digits(medianRatio(taken, bare))} ×` : '',
          `${digits(medianRatio(taken, of('Latchkey', kind)))} ×`,
          goalOf(engine),
          checked.checked === 0
            ? ''
            : `${checked.wrong} of ${checked.checked.toLocaleString('en')}`,
        ],
      ];
    }),
  });
  const ratioToOwn = ({ taken }: Engine, kind: Kind) =>
    medianRatio(taken.get(kind) ?? [], of('Latchkey', kind));
  const isOwn = ({ name }: Engine) => name.includes('Latchkey');
  const isGraph = ({ name }: Engine) => name.includes('OpenFGA') || name.includes('SpiceDB');
  const timesAsMuch = (engine: Engine, kind: Kind, goal: number) =>
    beside(goal, ratioToOwn(engine, kind), { atLeast: true });

  const single = table('single', 'One evaluation', 1, (engine) => {
    if (isOwn(engine)) {
      const each = ratios(of('Latchkey', 'single'), of('bare', 'single'));
      const spread = `${digits(Math.min(...each))}–${digits(Math.max(...each))}`;
      return `${beside(1.25, median(each), { atLeast: false })} ÷ bare (${spread})`;
    }
    return engine.name.includes('bare') ? '' : timesAsMuch(engine, 'single', 8);
  });
  const batchGoal = (kind: Kind) => (engine: Engine) => {
    if (isOwn(engine)) {
      const each = median(of('Latchkey', kind)) / batchSize;
      return `${beside(5, each, { atLeast: false })} µs`;
    }
    return engine.name.includes('Cerbos') ? timesAsMuch(engine, kind, 15) : '';
  };
  const listGoal = (kind: Kind) => (engine: Engine) => {
    if (isOwn(engine)) {
      const ratio = medianRatio(of('Latchkey', kind), of('Latchkey', 'single'));
      return `${beside(2.5, ratio, { atLeast: false })} evaluations (${digits(ratio)})`;
    }
    return isGraph(engine) ? timesAsMuch(engine, kind, 20) : '';
  };
  await report('http', {
    about: `Microseconds of CPU of the answering process, all its threads, over loopback with ${inFlight} requests in flight; in turns of ${turnMs} ms; median of ${rounds} rounds, ratios within the round. 10,000 members, 1,000 stores, 60 permissions, 12 sets; for this table nothing ends, is hidden or required, so that each engine answers in its plainest form. Latchkey recognizes the API key of each request; the others ask for none, or for one that never changes.`,
    versions: [
      `Cerbos ${versions['@cerbos/cerbos-linux-x64']}`,
      ...(openfga ? [`OpenFGA ${goPrograms.openfga.version}`] : []),
      ...(spicedb ? [`SpiceDB ${goPrograms.spicedb.version}`] : []),
    ].join(', '),
    tables: [
      single,
      table(
        'batch',
        `A batch of ${batchSize}: one person at ${batchSize} places, µs per decision`,
        batchSize,
        batchGoal('batch'),
      ),
      table(
        'mixedBatch',
        `A batch of ${batchSize} people's questions, µs per decision`,
        batchSize,
        batchGoal('mixedBatch'),
      ),
      table(
        'places',
        `Where may this person do that: the first ${pageSize} places, µs per page`,
        1,
        listGoal('places'),
      ),
      table(
        'people',
        `Who may do that here: the first ${pageSize} people, µs per page`,
        1,
        listGoal('people'),
      ),
    ].filter(({ rows }) => rows.length > 0),
  });
}
