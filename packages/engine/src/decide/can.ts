import type { Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { evaluate } from './evaluate.ts';

/** Whether the member may do this, here, at this instant, and nothing besides. */
export const can = (snapshot: Snapshot, question: Question, now: Instant): boolean =>
  evaluate(snapshot, question, now).allowed;
