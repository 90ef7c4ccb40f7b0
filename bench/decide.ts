/**
 * One decision in process, beside the libraries that somebody would take instead. Every engine runs in a process of
 * its own, answers every question like the oracle before it is timed, and takes its turn in every round.
 *
 *   npm run bench:decide -- [rounds] [milliseconds of each turn]
 */
import type { ChildProcess } from 'node:child_process';
import type { Checked, Mix, Turn } from './decide/worker.ts';
import { installPeers, peerVersions } from './peers/install-peers.ts';
import { beside, digits, report } from './report.ts';
import { median, medianRatio } from './rounds.ts';
import { answerOf, startWorker } from './worker-process.ts';

const [rounds = '7', milliseconds = '400'] = process.argv.slice(2);

interface Engine {
  readonly name: string;
  readonly file: string;
  readonly form: string;
  /** How many questions are checked and asked; fewer where all would take minutes. */
  readonly atMost?: number;
  /** How many times as fast `can` is meant to be, hot and wide. */
  readonly goal?: { readonly hot: number; readonly wide: number };
}

const latchkey = (name: string, form: string): Engine => ({
  name,
  file: './latchkey.ts',
  form,
});
const peer = (name: string, file: string, form: string, goal: Engine['goal'], atMost?: number) => ({
  name,
  file: `../peers/${file}.mjs`,
  form,
  ...(goal && { goal }),
  ...(atMost && { atMost }),
});
const casl = { hot: 4, wide: 15 };
const others = { hot: 500, wide: 500 };
const engines: readonly Engine[] = [
  latchkey('**Latchkey** `can`', 'latchkeyCan'),
  latchkey('**Latchkey** `evaluate`, with the reason', 'latchkeyEvaluate'),
  latchkey('**Latchkey** `principal.can`, resolved once', 'latchkeyPrincipal'),
  latchkey('**Latchkey** `principal.can`, permission and place resolved too', 'latchkeyHandles'),
  peer('CASL, conditions as functions', 'casl', 'functions', casl),
  peer('CASL, conditions as queries', 'casl', 'conditions', casl),
  peer('CASL, functions, abilities of 500 kept', 'casl', 'fewKept', casl),
  peer('CASL, functions, ability in hand', 'casl', 'inHand', undefined),
  peer('Cedar, policies preparsed', 'cedar', 'preparsed', others, 2_000),
  peer('node-casbin, an enforcer for each person', 'casbin', 'perMember', others, 5_000),
  peer('node-casbin, one enforcer, roles in domains', 'casbin', 'domains', others, 500),
  peer('accesscontrol, sets as roles', 'access-control', 'roles', others, 5_000),
];

const mixes: readonly Mix[] = ['hot', 'wide'];
const kinds = mixes.flatMap((mix) => [true, false].map((allowed) => ({ mix, allowed })));

await installPeers();
const running: { engine: Engine; child: ChildProcess; checked: Checked; taken: number[][] }[] = [];
for (const engine of engines) {
  const { file, form, atMost = Number.MAX_SAFE_INTEGER } = engine;
  const child = startWorker('./decide/worker.ts', [file, form, String(atMost)]);
  const checked = (await answerOf(child)) as Checked; // the worker's first message
  console.log(
    `${engine.name}: ${checked.questions.toLocaleString('en')} answers checked, ${checked.wrong} wrong`,
  );
  running.push({ engine, child, checked, taken: kinds.map(() => []) });
}
for (let round = 0; round <= Number(rounds); round++) {
  for (const { child, taken } of running) {
    for (const [index, kind] of kinds.entries()) {
      child.send({ ...kind, milliseconds: Number(milliseconds) } satisfies Turn);
      const microseconds = Number(await answerOf(child));
      // The first round compiles.
      if (round > 0) taken[index]?.push(microseconds);
    }
  }
  console.log(round === 0 ? 'warm' : `round ${round} of ${rounds}`);
}
for (const { child } of running) child.disconnect();

const own = running[0]?.taken ?? [];
const both = (taken: readonly number[][], mix: Mix) => {
  const [yes = [], no = []] = kinds.flatMap((kind, index) =>
    kind.mix === mix ? [taken[index] ?? []] : [],
  );
  return { yes, no, all: yes.map((one, round) => (one + (no[round] ?? 0)) / 2) };
};
const versions = await peerVersions();
await report('decide', {
  about:
    'Microseconds of CPU for one decision: 10,000 members, 1,000 stores, 60 permissions, 12 sets; grants that end, modules that are off, a restriction and *requires* in play. *Hot*: 500 members ask; *wide*: all 10,000. Half of the questions are allowed. Every engine answered all of its questions like the oracle before it was timed.',
  versions: `CASL ${versions['@casl/ability']}, node-casbin ${versions['casbin']}, cedar-wasm ${versions['@cedar-policy/cedar-wasm']}, accesscontrol ${versions['accesscontrol']}`,
  tables: mixes.map((mix) => ({
    title: mix === 'hot' ? 'Hot: 500 members' : 'Wide: 10,000 members',
    note: `Median of ${rounds} rounds; *as long as \`can\`* is the ratio within the round.`,
    head: [
      'Engine',
      'a yes, µs',
      'a no, µs',
      'a no ÷ a yes',
      'as long as `can`',
      'goal',
      'M/s',
      'wrong of checked',
    ],
    rows: running.map(({ engine, checked, taken }) => {
      const { yes, no, all } = both(taken, mix);
      const ratio = medianRatio(all, both(own, mix).all);
      return [
        engine.name,
        digits(median(yes)),
        digits(median(no)),
        digits(medianRatio(no, yes)),
        `${digits(ratio)} ×`,
        goalOf(engine, mix, ratio, median(all)),
        digits(1 / median(all)),
        `${checked.wrong} of ${checked.questions.toLocaleString('en')}`,
      ];
    }),
  })),
});

function goalOf({ form, goal }: Engine, mix: Mix, ratio: number, each: number): string {
  if (form === 'latchkeyCan') return `${beside(3, 1 / each, { atLeast: true })} M/s`;
  if (form === 'latchkeyPrincipal') return `${beside(1.4, 1 / ratio, { atLeast: true })} as fast`;
  if (form === 'latchkeyHandles') return `${beside(3, 1 / ratio, { atLeast: true })} as fast`;
  return goal ? beside(goal[mix], ratio, { atLeast: true }) : '';
}
