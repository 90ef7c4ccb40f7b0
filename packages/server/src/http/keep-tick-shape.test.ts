import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const file = new URL('./keep-tick-shape.ts', import.meta.url).href;

/** Nanoseconds that a tick costs at best, in a process of its own, after so many full collections with some ticks between. */
async function tickAfter(collections: number): Promise<number> {
  const script = `
    import { setTimeout as sleep } from 'node:timers/promises';
    import { keepTickShape } from ${JSON.stringify(file)};
    keepTickShape();
    const tick = () => {};
    const ticks = async (count) => {
      const start = performance.now();
      for (let made = 0; made < count; made++) process.nextTick(tick);
      const took = performance.now() - start;
      await sleep(1);
      return (took * 1e6) / count;
    };
    for (let done = 0; done < ${collections}; done++) {
      await ticks(100);
      gc();
    }
    let best = Infinity;
    for (let round = 0; round < 20; round++) best = Math.min(best, await ticks(5_000));
    console.log(best);`;
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    '--input-type=module',
    '--eval',
    script,
  ]);
  return Number(stdout);
}

test('a tick costs after many full collections what it costs in a process that has just begun', async () => {
  const fresh = await tickAfter(0);
  const later = await tickAfter(20);
  // Without what is kept it is nine times as much.
  expect(later).toBeLessThan(4 * fresh);
});
