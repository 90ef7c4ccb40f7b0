import type { Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { isYes, verdictOn } from './verdict.ts';

/** Whether the member may do this, here, at this instant: the yes or no of `evaluate`. */
export const can = (snapshot: Snapshot, question: Question, now: Instant): boolean =>
  isYes(verdictOn(storeOf(snapshot), question, now));
