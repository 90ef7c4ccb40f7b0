import { AssertionError } from 'node:assert/strict';
import {
  arrivalNames,
  arrivals,
  type History,
  replayed,
  type Step,
} from '../packages/engine/test/arrivals.ts';
import { Chance } from '../packages/engine/test/chance.ts';
import { agrees } from '../packages/engine/test/properties/decisions.ts';
import { shown } from '../packages/engine/test/properties/property.ts';
import {
  crowded,
  instant,
  large,
  middling,
  randomQuestion,
  randomWorld,
  tiny,
  type World,
  wide,
} from '../packages/engine/test/random-world.ts';
import { shrunk } from './shrink.ts';

/** Most pairs lie in small worlds, where everything meets; some in organizations of the size that people have. */
export const mixture = [
  { kind: 'tiny', size: tiny, share: 0.6, perWorld: 40 },
  { kind: 'crowded', size: crowded, share: 0.1, perWorld: 100 },
  { kind: 'middling', size: middling, share: 0.2, perWorld: 200 },
  { kind: 'large', size: large, share: 0.08, perWorld: 1_000 },
  { kind: 'wide', size: wide, share: 0.02, perWorld: 1_000 },
] as const;

export interface Compared {
  readonly pairs: number;
  readonly worlds: number;
  readonly differences: readonly string[];
}

/** Asks the engine and the plain reading the same questions, in every way there is to ask and however the snapshot came about. */
export function comparePairs(seed: number, wanted: number): Compared {
  let pairs = 0;
  let worlds = 0;
  const differences: string[] = [];
  for (const [kind, { size, share, perWorld }] of mixture.entries()) {
    for (let number = 0; number < Math.ceil((wanted * share) / perWorld); number += 1) {
      worlds += 1;
      const chance = new Chance(seed, kind, number);
      const name = arrivalNames[number % arrivalNames.length] ?? 'built from the tables';
      const where = `seed ${seed}, ${mixture[kind]?.kind} world ${number}, ${name}`;
      let history: History | null = null;
      try {
        history = arrivals[name](randomWorld(size, seed, kind, number), chance);
        const world = replayed(history);
        for (let asked = 0; asked < perWorld; asked += 1) {
          pairs += 1;
          const question = randomQuestion(chance, world);
          const now = instant(chance, world.now);
          const wrong = whatIsWrong(() => agrees(world, question, now));
          if (wrong === null) continue;
          const stillWrong = (candidate: World) =>
            whatIsWrong(() => agrees(candidate, question, now)) !== null;
          const least = shrunk(history, stillWrong);
          const last = whatIsWrong(() => agrees(replayed(least), question, now));
          differences.push(`${where}\n${last ?? wrong}\n${told(least)}`);
          break;
        }
      } catch (error) {
        differences.push(`${where}\n${String(error instanceof Error ? error.stack : error)}`);
      }
      if (differences.length >= 5) return { pairs, worlds, differences };
    }
  }
  return { pairs, worlds, differences };
}

/** What a check found, or null where it holds. */
export function whatIsWrong(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** A history that one can read and write down as a test. */
export function told({ tables, now, mixed, steps }: History): string {
  const { model, ...rows } = tables;
  const named = new Set(
    [...rows.sets.values(), ...rows.grants.values()].flatMap(
      ({ permissions }) => permissions ?? [],
    ),
  );
  const definitions = Object.entries(model.modules).flatMap(([key, { permissions, switchable }]) =>
    Object.entries(permissions)
      .filter(([name]) => named.has(name))
      .map(([name, { requires, implies }]) => ({
        name,
        module: key,
        switchable,
        requires,
        implies,
      })),
  );
  const lines = [
    `  now ${now}, rows ${mixed === null ? 'in order' : `mixed by ${mixed}`}`,
    `  organization ${JSON.stringify(rows.id)}, off: ${JSON.stringify(rows.modulesOff)}`,
    ...[...rows.members].map((row) => `  member ${shown(row)}`),
    ...[...rows.sets].map((row) => `  set ${shown(row)}`),
    ...[...rows.entities].map((row) => `  place ${shown(row)}`),
    ...[...rows.grants].map((row) => `  grant ${shown(row)}`),
    ...definitions.map((definition) => `  permission ${shown(definition)}`),
    `  restrictions ${shown(model.restrictions)}`,
    ...steps.flatMap((step, index) => stepTold(step, index)),
  ];
  return lines.join('\n');
}

const stepTold = (step: Step, index: number) =>
  step.way === 'bytes'
    ? [`  ${index + 1}. through bytes`]
    : [
        `  ${index + 1}. ${step.way}${step.model === undefined ? '' : ', another model'}`,
        ...step.effects.map(({ object, id, after }) => `     ${object} ${shown([id, after])}`),
      ];
