import type { Explanation, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** The decision with the chain behind it, or the nearest miss; always the decision that `evaluate` gives. */
export declare function explain(snapshot: Snapshot, question: Question, now: Instant): Explanation;
