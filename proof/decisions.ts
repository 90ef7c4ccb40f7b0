/**
 * The engine against its plain reading, against Cedar, and against what must be true of every world.
 *
 *   npm run proof:decisions -- [--seed 4] [--pairs 1000000] [--cedar 100000] [--worlds 2000] [--only pairs|cedar|properties|timing]
 *
 * The same seed asks the same questions again. Ends with a failure when there is one difference.
 */
import { parseArgs } from 'node:util';
import { compareWithCedar } from './cedar/compare.ts';
import { timeDenials } from './deny-timing.ts';
import { checkProperties } from './large-properties.ts';
import { comparePairs } from './pairs.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    pairs: { type: 'string', default: '1000000' },
    cedar: { type: 'string', default: '100000' },
    worlds: { type: 'string', default: '2000' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const wanted = (part: string) => values.only === undefined || values.only === part;
let failed = false;

async function part(
  name: string,
  title: string,
  run: () => Promise<{ summary: string; differences: readonly string[] }>,
): Promise<void> {
  if (!wanted(name)) return;
  const began = performance.now();
  const { summary, differences } = await run();
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(`${title}: ${summary}, ${differences.length} differences, ${seconds} s`);
  for (const difference of differences) console.log(`\n${difference}`);
  if (differences.length > 0) failed = true;
}

const count = (number: number) => number.toLocaleString('en');

console.log(`seed ${seed}`);
await part('pairs', 'The plain reading', async () => {
  const { pairs, worlds, differences } = comparePairs(seed, Number(values.pairs));
  return { summary: `${count(pairs)} pairs in ${count(worlds)} worlds`, differences };
});
await part('cedar', 'Cedar', async () => {
  const { pairs, worlds, allowed, differences } = await compareWithCedar(
    seed,
    Number(values.cedar),
  );
  const summary = `${count(pairs)} pairs in ${count(worlds)} worlds, ${count(allowed)} of them allowed`;
  return { summary, differences };
});
await part('properties', 'Properties', async () => {
  const { properties, worlds, differences } = checkProperties(seed, Number(values.worlds));
  return { summary: `${properties} of them in ${count(worlds)} worlds`, differences };
});
await part('timing', 'A denial among unrelated data', async () => timeDenials());
if (failed) process.exit(1);
