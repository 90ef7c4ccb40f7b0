import { evaluate, type Question } from '@latchkey/engine';
import {
  arrivalNames,
  arrivals,
  type History,
  replayed,
} from '../../packages/engine/test/arrivals.ts';
import { Chance } from '../../packages/engine/test/chance.ts';
import {
  instant,
  large,
  middling,
  randomQuestion,
  randomWorld,
  tiny,
  type World,
} from '../../packages/engine/test/random-world.ts';
import { told } from '../pairs.ts';
import { shrunk } from '../shrink.ts';
import { type Cedar, loadCedar } from './cedar.ts';
import { askedEntities, standingEntities } from './entities.ts';
import { policiesOf } from './policies.ts';
import { uid } from './text.ts';

interface Asked {
  readonly question: Question;
  readonly now: number;
}

const mixture = [
  { kind: 'tiny', size: tiny, share: 0.8, perWorld: 60 },
  { kind: 'middling', size: middling, share: 0.15, perWorld: 100 },
  { kind: 'large', size: large, share: 0.05, perWorld: 200 },
] as const;

/** Asks the engine and Cedar the same questions; Cedar is told of the tables, never of a snapshot. */
export async function compareWithCedar(seed: number, wanted: number) {
  const cedar = await loadCedar();
  let pairs = 0;
  let worlds = 0;
  let allowed = 0;
  const differences: string[] = [];
  for (const [kind, { kind: name, size, share, perWorld }] of mixture.entries()) {
    const enough = Math.ceil((wanted * share) / perWorld);
    for (let number = 0; number < enough; number += 1) {
      const chance = new Chance(seed, kind, number, 2);
      const arrival = arrivalNames[number % arrivalNames.length] ?? 'built from the tables';
      const history = arrivals[arrival](randomWorld(size, seed, kind, number, 2), chance);
      const world = replayed(history);
      worlds += 1;
      const asked = chance.times(perWorld, () => ({
        question: randomQuestion(chance, world),
        now: instant(chance, world.now),
      }));
      const answers = answered(cedar, world, asked);
      for (const [index, one] of asked.entries()) {
        pairs += 1;
        const ours = evaluate(world.snapshot, one.question, one.now).allowed;
        if (ours) allowed += 1;
        if (ours === answers[index]) continue;
        differences.push(
          shown(cedar, history, one, `seed ${seed}, ${name} world ${number}, ${arrival}`),
        );
        break;
      }
      if (differences.length >= 5) return { pairs, worlds, allowed, differences };
    }
  }
  return { pairs, worlds, allowed, differences };
}

function answered(cedar: Cedar, { tables }: World, asked: readonly Asked[]): boolean[] {
  const standing = standingEntities(tables);
  return asked.map(({ question, now }) =>
    cedar(policiesOf(tables, question), {
      principal: uid('Member', question.memberId),
      action: uid('Action', question.permission),
      resource: uid('Resource', 'asked'),
      context: { now },
      entities: [...standing, ...askedEntities(tables, question)],
    }),
  );
}

function shown(cedar: Cedar, history: History, asked: Asked, where: string): string {
  const { question, now } = asked;
  const ours = (world: World) => evaluate(world.snapshot, question, now);
  const least = shrunk(
    history,
    (world) => ours(world).allowed !== answered(cedar, world, [asked])[0],
  );
  const world = replayed(least);
  const [theirs] = answered(cedar, world, [asked]);
  return [
    where,
    `  ${JSON.stringify({ question, now })}`,
    `  engine: ${JSON.stringify(ours(world))}, Cedar: ${theirs}`,
    told(least),
  ].join('\n');
}
