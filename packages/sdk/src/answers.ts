import type { EvaluationAnswer } from '@latchkey/contract';
import type { NamedResource, NamedSubject } from './asked.ts';
import type { AskOptions } from './options.ts';

/** Where answers come from: the server, or what this process holds. What cannot be answered throws a `LatchkeyError`. */
export interface Answers {
  /** `masks`: the caller masks what the answer asks to mask; one who does not gets a no instead. */
  one(
    subject: NamedSubject,
    permission: string,
    resource: NamedResource,
    ask: AskOptions & { readonly masks?: boolean },
  ): Promise<EvaluationAnswer>;
  each(
    subject: NamedSubject,
    permissions: readonly string[],
    resource: NamedResource,
    ask: AskOptions,
  ): Promise<readonly EvaluationAnswer[]>;
  /** Everything the subject may do there, sorted. */
  permissions(
    subject: NamedSubject,
    resource: NamedResource,
    ask: AskOptions,
  ): Promise<readonly string[]>;
}
