import { LatchkeyError } from './latchkey-error.ts';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly bearer: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export type Transport = (call: Call) => Promise<unknown>;

/** One request, one JSON object; everything else is thrown as a `LatchkeyError`. */
export function createTransport(
  url: string,
  fetchFunction: typeof fetch,
  timeoutMs: number,
): Transport {
  const origin = url.replace(/\/+$/, '');

  return async ({ method, path, bearer, body, signal }) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await fetchFunction(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw timeout.aborted
        ? new LatchkeyError('timed_out', `Latchkey did not answer within ${timeoutMs} ms.`, {
            cause,
          })
        : new LatchkeyError('unreachable', `Latchkey cannot be reached at ${origin}.`, { cause });
    });

    const requestId = answer.headers.get('x-request-id');
    const content: unknown = await answer.json().catch((cause: unknown) => {
      throw new LatchkeyError(
        'unreadable_answer',
        `Latchkey answered ${answer.status} without JSON.`,
        {
          status: answer.status,
          requestId,
          cause,
        },
      );
    });
    if (answer.ok) return content;
    throw new LatchkeyError(
      textAt(content, 'code') ?? `http_${answer.status}`,
      failureMessage(content, answer.status),
      {
        status: answer.status,
        requestId,
      },
    );
  };
}

// The decision endpoints answer errors with a plain string, as AuthZEN says; the rest with problem details.
const failureMessage = (content: unknown, status: number): string =>
  typeof content === 'string'
    ? content
    : (textAt(content, 'detail') ?? textAt(content, 'title') ?? `Latchkey answered ${status}.`);

function textAt(content: unknown, key: string): string | null {
  if (typeof content !== 'object' || content === null) return null;
  const value: unknown = Reflect.get(content, key);
  return typeof value === 'string' ? value : null;
}
