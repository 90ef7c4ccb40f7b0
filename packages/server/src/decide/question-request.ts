import type { AskedQuestion } from './asked-question.ts';
import type { KnownOrganization } from './known-organization.ts';

/** A request that has been read: what it asks, to look up what that needs, and how it is answered then. */
export interface QuestionRequest {
  readonly questions: readonly AskedQuestion[];
  readonly answer: (organization: KnownOrganization, now: number) => string;
}
