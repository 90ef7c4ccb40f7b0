import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { NobodyWaits } from '../change/in-turns.ts';
import { CommitOutcomeUnknown } from '../db/run-transaction.ts';
import type { Services } from '../services.ts';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';
import { problemAnswer } from './problem-answer.ts';

/** Every failure leaves as a problem; what nobody foresaw is logged and told without its innards. */
export function answerFailure({ config, log }: Services) {
  return (error: Error, context: Context<Env>): Response => {
    // Nobody reads it; the code is the one that proxies write into their logs for it.
    if (error instanceof NobodyWaits) return new Response(null, { status: 499 });
    const requestId = context.get('requestId');
    const problem = asProblem(error);
    if (problem.code === 'internal') {
      log.error(
        { err: error, requestId, method: context.req.method, path: context.req.path },
        'A request failed.',
      );
    }
    return problemAnswer(problem, requestId, config.publicUrl);
  };
}

function asProblem(error: Error): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof CommitOutcomeUnknown) return new ProblemError('outcome_unknown');
  if (!(error instanceof HTTPException)) return new ProblemError('internal');
  if (error.status === 413) return new ProblemError('file_too_large');
  if (error.status >= 500) return new ProblemError('internal');
  const detail =
    error.status === 415
      ? 'Send JSON, with `Content-Type: application/json`.'
      : 'The body is not JSON in the form that is expected.';
  return new ProblemError('malformed_request', {
    places: [{ pointer: null, code: 'unreadable_body', detail, subject: null, values: {} }],
  });
}
