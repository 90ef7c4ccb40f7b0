import { arrivalNames, arrivals, replayed } from '../packages/engine/test/arrivals.ts';
import { Chance } from '../packages/engine/test/chance.ts';
import { properties } from '../packages/engine/test/properties/all-properties.ts';
import { randomWorld } from '../packages/engine/test/random-world.ts';
import { mixture, whatIsWrong } from './pairs.ts';

/** Every property in every world, with more asked of the few large ones. */
export function checkProperties(seed: number, wanted: number) {
  const differences: string[] = [];
  let worlds = 0;
  const shares = [0.84, 0.06, 0.08, 0.01, 0.01];
  for (const [kind, { size, kind: name }] of mixture.entries()) {
    for (let number = 0; number < Math.ceil(wanted * (shares[kind] ?? 0)); number += 1) {
      worlds += 1;
      const arrival = arrivalNames[number % arrivalNames.length] ?? 'built from the tables';
      for (const property of properties) {
        const chance = new Chance(seed, kind, number, 1);
        const wrong = whatIsWrong(() => {
          const world = replayed(arrivals[arrival](randomWorld(size, seed, kind, number), chance));
          property.holds(world, chance, 1);
        });
        if (wrong === null) continue;
        const where = `seed ${seed}, ${name} world ${number}, ${arrival}`;
        differences.push(`${property.name}\n${where}\n${wrong}`);
        if (differences.length >= 5) return { properties: properties.length, worlds, differences };
      }
    }
  }
  return { properties: properties.length, worlds, differences };
}
