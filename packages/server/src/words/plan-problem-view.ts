import { type PlanProblemView, problems } from '@latchkey/contract';
import type { PlanProblem } from '@latchkey/engine';

/** A plan's problem with the words from the one list. */
export function planProblemView(
  { operation, code, subject, details }: PlanProblem,
  index = operation,
): PlanProblemView {
  const { title, remedy } = problems[code];
  const values: PlanProblemView['values'] = {};
  for (const [name, value] of Object.entries(details))
    values[name] = typeof value === 'object' ? [...value] : value;
  return { index, code, title, remedy, subject, values };
}
