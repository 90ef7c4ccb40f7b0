import type { Decision, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Whether the member may do this, here, at this instant. Pure; what is unknown is denied with its reason. */
export declare function evaluate(snapshot: Snapshot, question: Question, now: Instant): Decision;
