import fc from 'fast-check';
import { test, vi } from 'vitest';
import { type ArrivalName, arrivalNames, arrivals, replayed } from '../../test/arrivals.ts';
import { Chance } from '../../test/chance.ts';
import { properties } from '../../test/properties/all-properties.ts';
import { middling, randomWorld, tiny } from '../../test/random-world.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** A world, and how its snapshot came about; `npm run proof:decisions` asks a thousand times as much. */
const holdsIn = (holds: (typeof properties)[number]['holds'], size = tiny) =>
  fc.property(fc.nat(), fc.constantFrom<ArrivalName[]>(...arrivalNames), (seed, arrival) => {
    const chance = new Chance(seed);
    holds(replayed(arrivals[arrival](randomWorld(size, seed), chance)), chance, 1);
  });

for (const { name, holds } of properties) {
  test(name, () => {
    fc.assert(holdsIn(holds), { numRuns: 60 });
    fc.assert(holdsIn(holds, middling), { numRuns: 6 });
  });
}
