import { LatchkeyError } from './latchkey-error.ts';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly bearer: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export interface Transport {
  /** One request, one JSON object, within the time limit. */
  send(call: Call): Promise<unknown>;
  /** One request whose answer is read by the caller, who also sets the limits. */
  open(call: Call & { readonly accept: string }): Promise<Response>;
}

/** What is no answer is thrown as a `LatchkeyError`. */
export function createTransport(
  url: string,
  fetchFunction: typeof fetch,
  timeoutMs: number,
): Transport {
  const origin = url.replace(/\/+$/, '');

  const ask = ({ method, path, bearer, body, signal }: Call, accept: string) =>
    fetchFunction(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      redirect: 'error',
      ...(signal && { signal }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const unreachable = (cause: unknown) =>
    new LatchkeyError('unreachable', `Latchkey cannot be reached at ${origin}.`, { cause });

  return {
    async send(call) {
      const { signal } = call;
      const timeout = AbortSignal.timeout(timeoutMs);
      const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const failed = (cause: unknown) => {
        signal?.throwIfAborted();
        throw timeout.aborted
          ? new LatchkeyError('timed_out', `Latchkey did not answer within ${timeoutMs} ms.`, {
              cause,
            })
          : unreachable(cause);
      };
      const answer = await ask({ ...call, signal: both }, 'application/json').catch(failed);
      const content = await readJson(answer);
      if (answer.ok) return content;
      throw refused(answer, content);
    },

    async open({ accept, ...call }) {
      const answer = await ask(call, accept).catch((cause: unknown) => {
        call.signal?.throwIfAborted();
        throw unreachable(cause);
      });
      if (answer.ok) return answer;
      throw refused(answer, await answer.json().catch(() => null));
    },
  };
}

const requestIdOf = ({ headers }: Response) => headers.get('x-request-id');

const readJson = (answer: Response): Promise<unknown> =>
  answer.json().catch((cause: unknown) => {
    throw new LatchkeyError(
      'unreadable_answer',
      `Latchkey answered ${answer.status} without JSON.`,
      { status: answer.status, requestId: requestIdOf(answer), cause },
    );
  });

const refused = (answer: Response, content: unknown) =>
  new LatchkeyError(
    textAt(content, 'code') ?? `http_${answer.status}`,
    failureMessage(content, answer.status),
    { status: answer.status, requestId: requestIdOf(answer) },
  );

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
