/** Runs in a copy of the engine: says which property found something, or that none did within the time. */
import { AssertionError } from 'node:assert/strict';
import {
  type ArrivalName,
  arrivalNames,
  arrivals,
  replayed,
} from '../../packages/engine/test/arrivals.ts';
import { Chance } from '../../packages/engine/test/chance.ts';
import { properties } from '../../packages/engine/test/properties/all-properties.ts';
import {
  crowded,
  middling,
  randomWorld,
  tiny,
  type WorldSize,
  wide,
} from '../../packages/engine/test/random-world.ts';

const seconds = Number(process.argv[2]);
const seed = Number(process.argv[3]);

function sizeOf(number: number): WorldSize {
  if (number % 25 === 24) return wide;
  if (number % 10 === 9) return crowded;
  return number % 10 === 4 ? middling : tiny;
}

function hunt(): { foundBy: string | null; worlds: number; what: string } {
  for (let number = 0; ; number += 1) {
    const arrival: ArrivalName = arrivalNames[number % arrivalNames.length] ?? 'read from bytes';
    for (const { name, holds } of properties) {
      if (process.cpuUsage().user > seconds * 1_000_000) {
        return { foundBy: null, worlds: number, what: '' };
      }
      const chance = new Chance(seed, number);
      try {
        const history = arrivals[arrival](randomWorld(sizeOf(number), seed, number), chance);
        holds(replayed(history), chance, 1);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        const foundBy = error instanceof AssertionError ? name : `${name} (by an error)`;
        return { foundBy, worlds: number + 1, what: `${arrival}: ${what}` };
      }
    }
  }
}

process.stdout.write(JSON.stringify(hunt()));
