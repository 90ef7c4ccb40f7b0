import { problems } from '@latchkey/contract';
import type { PlanProblem } from '@latchkey/engine';
import { ProblemError, type ProblemPlace } from '../http/problem.ts';

/** The failure that a refused plan is told as: the first problem's code, and every problem as a place. */
export function planRefused(refusals: readonly [PlanProblem, ...PlanProblem[]]): ProblemError {
  return new ProblemError(refusals[0].code, { places: refusals.map(placeOf) });
}

function placeOf({ operation, code, subject, details }: PlanProblem): ProblemPlace {
  return {
    pointer: null,
    code,
    detail: problems[code].title,
    subject,
    values: { ...details, operation },
  };
}
