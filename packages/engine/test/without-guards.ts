import type { Guard } from '../src/plan/act.ts';
import { guardPeople } from '../src/plan/guard-people.ts';
import { guards } from '../src/plan/guards.ts';

/** All guards but the one of people: what a test of that guard has to find then. */
export const guardsWithoutPeople: readonly Guard[] = guards.filter(
  (guard) => guard !== guardPeople,
);
