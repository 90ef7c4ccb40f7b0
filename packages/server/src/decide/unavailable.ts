import { isUnreachable } from '../db/is-unreachable.ts';
import { within } from '../db/within.ts';
import { ProblemError } from '../http/problem.ts';
import { RefusedRequest } from './refused-request.ts';

/** How long a question waits for its key to be looked up and for a snapshot, which goes on being loaded. */
const knowingMs = 3_000;
/** How long it waits for the revision that it names. */
const catchingUpMs = 1_000;

/** Who asks, in time or not at all. */
export const knownInTime = <Result>(caller: Promise<Result>): Promise<Result> =>
  within(knowingMs, caller);

/** What includes the revision that is named, in time or not at all. */
export const caughtUpInTime = <Result>(snapshot: Promise<Result>): Promise<Result> =>
  within(catchingUpMs, snapshot);

/** The refusal for what cannot be answered now but can be soon, or of an organization that is not there; null for every other failure. */
export function unavailable(error: unknown): RefusedRequest | null {
  if (error instanceof ProblemError && error.code === 'behind') {
    return refused('This server has not caught up with the newest changes yet.');
  }
  // Only a key of the platform gets here.
  if (error instanceof ProblemError && error.code === 'not_found') {
    return new RefusedRequest(404, 'There is no such organization.');
  }
  return isUnreachable(error) ? refused('The database does not answer this server.') : null;
}

const refused = (sentence: string) =>
  new RefusedRequest(503, `${sentence} Ask again, or ask another.`, { 'Retry-After': '1' });
