/**
 * What grows with the organization and what does not: each figure beside the same in a smaller organization, in
 * processes that take turns. With memory, the start from a stored snapshot, and what an explanation costs.
 *
 *   npm run bench:growth -- [rounds] [milliseconds of each turn] [most members]
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColdStart } from './growth/cold-start.ts';
import type { Built, Size, What } from './growth/worker.ts';
import { beside, digits, report } from './report.ts';
import { median, medianRatio } from './rounds.ts';
import { answerOf, startWorker } from './worker-process.ts';

const [rounds = '5', milliseconds = '500', most = '1000000'] = process.argv.slice(2);
const mostMembers = Number(most);
const usual: Size = { shape: {}, asking: 10_000 };

interface Measured {
  readonly built: Built;
  readonly taken: ReadonlyMap<What, readonly number[]>;
}

const rows: string[][] = [];
const checks: What[] = ['can yes', 'can no'];
const resolved: What[] = ['principal yes', 'principal no'];
const lists: What[] = ['people yes', 'places yes'];

const many = await inTurns(
  [usual, { shape: { members: mostMembers }, asking: mostMembers }],
  [...checks, ...resolved, ...lists, 'people no', 'places no', 'explain yes', 'explain no'],
);
const members = `members 10,000 → ${mostMembers.toLocaleString('en')}`;
grown(`${members}, \`can\` by string`, many, checks, 5);
grown(`${members}, principal resolved`, many, resolved, 1.6);
grown(`${members}, first page of who may`, many, ['people yes'], 3);
grown(`${members}, first page of where one may`, many, ['places yes'], 3);

const sets = await inTurns([usual, { ...usual, shape: { sets: 480 } }], checks);
grown('sets 12 → 480, `can`', sets, checks, 1.1);

const few = { members: 1_000, leavesOnly: true, fewestGrants: 2, mostGrants: 2 };
const grants = await inTurns(
  [
    { shape: few, asking: 1_000 },
    { shape: { ...few, fewestGrants: 1_000, mostGrants: 1_000 }, asking: 1_000 },
  ],
  checks,
);
grown('grants of each member 2 → 1,000, `can`', grants, checks, 8);

const entities = await inTurns([usual, { ...usual, shape: { stores: 100_000 } }], checks);
grown('entities 1,000 → 100,000, `can`', entities, checks, 1.5);

const hot: Size = { shape: {}, asking: 500 };
const unrelated = { members: 90_000, stores: 9_000, sets: 108, firstId: 1_000_000 };
const alone = await inTurns([hot, { ...hot, unrelated }], checks);
grown('ten times as much beside it that is unrelated, a no', alone, ['can no'], 1.1);

const [usualSize, largest] = many;
const within = (title: string, whats: What[], besides: What[], goal: number) => {
  const ones = together(usualSize, whats);
  const others = together(usualSize, besides);
  rows.push([
    title,
    digits(median(others)),
    digits(median(ones)),
    `${digits(medianRatio(ones, others))} ×`,
    beside(goal, medianRatio(ones, others), { atLeast: false }),
  ]);
};
within('a no beside a yes, `can`', ['can no'], ['can yes'], 1.2);
within('nobody but owners beside many, who may', ['people no'], ['people yes'], 1.2);
within('nowhere beside many places, where one may', ['places no'], ['places yes'], 1.2);
within('`explain` beside `can`', ['explain yes', 'explain no'], checks, 10);

const cold = await coldStart();
const perGrant = largest.built.bytes / largest.built.grants;
await report('growth', {
  about: `Microseconds of CPU in process; median of ${rounds} rounds in turn, ratios within the round. The organization of \`bench:decide\`, its questions half a yes and half a no unless it is said; every process answered all of its questions like the oracle before it was timed (${[...many, ...sets, ...grants, ...entities, ...alone].reduce((sum, { built }) => sum + built.wrong, 0)} wrong).`,
  versions: 'Latchkey alone',
  tables: [
    {
      title: 'What grows',
      head: ['What', 'small, µs', 'large, µs', 'large ÷ small', 'goal'],
      rows: rows.slice(0, -4),
    },
    {
      title: 'One thing beside another, with 10,000 members',
      head: ['What', 'the other, µs', 'the one, µs', 'ratio', 'goal'],
      rows: rows.slice(-4),
    },
    {
      title: `${mostMembers.toLocaleString('en')} members, ${largest.built.grants.toLocaleString('en')} grants`,
      head: ['What', 'measured', 'goal'],
      rows: [
        [
          'memory of the snapshot, ids included, for each grant',
          `${digits(perGrant)} B`,
          `${beside(80, perGrant, { atLeast: false })} B`,
        ],
        [
          'from a stored snapshot to the first answer, reading the file included',
          `${digits(cold.milliseconds)} ms (${digits(cold.cpuMilliseconds)} ms of CPU)`,
          `${beside(2_000, cold.milliseconds, { atLeast: false })} ms`,
        ],
        ['the stored snapshot', `${digits(cold.bytes / 1e6)} MB`, ''],
      ],
    },
  ],
});

/** The small one and the large one, built in their processes and asked in turns. */
async function inTurns(
  sizes: readonly [Size, Size],
  whats: readonly What[],
): Promise<readonly [Measured, Measured]> {
  const start = async (size: Size) => {
    const child = startWorker('./growth/worker.ts', [JSON.stringify(size)]);
    const built = (await answerOf(child)) as Built; // the worker's first message
    console.log(`${JSON.stringify(size)}: ${built.wrong} wrong`);
    return { child, built, taken: new Map<What, number[]>(whats.map((what) => [what, []])) };
  };
  const both = [await start(sizes[0]), await start(sizes[1])] as const;
  for (let round = 0; round <= Number(rounds); round++) {
    for (const what of whats) {
      for (const { child, taken } of both) {
        child.send({ what, milliseconds: Number(milliseconds) });
        const each = Number(await answerOf(child));
        // The first round compiles.
        if (round > 0) taken.get(what)?.push(each);
      }
    }
  }
  for (const { child } of both) child.disconnect();
  return both;
}

function grown(
  title: string,
  [small, large]: readonly [Measured, Measured],
  whats: readonly What[],
  goal: number,
): void {
  const ratio = medianRatio(together(large, whats), together(small, whats));
  rows.push([
    title,
    digits(median(together(small, whats))),
    digits(median(together(large, whats))),
    `${digits(ratio)} ×`,
    beside(goal, ratio, { atLeast: false }),
  ]);
}

/** A yes and a no count alike. */
function together({ taken }: Measured, whats: readonly What[]): number[] {
  return Array.from({ length: Number(rounds) }, (_, round) => {
    const each = whats.map((what) => taken.get(what)?.[round] ?? Number.NaN);
    return each.reduce((sum, one) => sum + one, 0) / each.length;
  });
}

async function coldStart(): Promise<ColdStart> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const file = join(folder, 'snapshot');
  try {
    await once(startWorker('./growth/cold-start.ts', ['write', file, most]), 'exit');
    const starts: ColdStart[] = [];
    for (let round = 0; round < Number(rounds); round++) {
      const child = startWorker('./growth/cold-start.ts', ['read', file]);
      starts.push((await answerOf(child)) as ColdStart); // all that it says
    }
    return {
      bytes: starts[0]?.bytes ?? 0,
      milliseconds: median(starts.map((start) => start.milliseconds)),
      cpuMilliseconds: median(starts.map((start) => start.cpuMilliseconds)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
