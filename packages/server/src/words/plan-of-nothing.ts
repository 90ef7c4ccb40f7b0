import type { PlanView } from '@latchkey/contract';
import { nothingMoves } from './moves-sentence.ts';

/** The plan of a change that concerns nobody's access. */
export const planOfNothing = (
  told: Pick<PlanView, 'applies' | 'sentence'> & Partial<PlanView>,
): PlanView => ({
  consequence: nothingMoves,
  problems: [],
  changed: 0,
  affected: [],
  affectedTotal: 0,
  affectedNext: null,
  mails: 0,
  remarks: [],
  advice: [],
  ...told,
});
