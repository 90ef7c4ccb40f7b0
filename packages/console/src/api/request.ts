import type { Problem } from '@latchkey/contract';
import { ApiProblem, unreachable } from './api-problem.ts';

export type QueryValue = string | number | boolean | null | undefined;

export interface RequestOptions {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  /** The etag of what is edited. */
  readonly ifMatch?: string;
  /** Answers with the plan and changes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call to the server; the answer has the shape that the contract states for the route. */
export async function request<Answer>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const answer = await send(method, path, options);
  if (answer.status === 204 || answer.headers.get('Content-Length') === '0') {
    const nothing: Answer = JSON.parse('null');
    return nothing;
  }
  const text = await answer.text();
  const body: Answer = JSON.parse(text === '' ? 'null' : text);
  return body;
}

/** A file that takes a body to ask for, with the name that the server gives it. */
export async function requestFile(
  path: string,
  body: unknown,
): Promise<{ readonly name: string; readonly content: Blob }> {
  const answer = await send('POST', path, { body });
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  return { name: name ?? 'download', content: await answer.blob() };
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const bytes = options.body instanceof Blob;
  const headers = new Headers({ Accept: 'application/json' });
  if (method !== 'GET') {
    headers.set('Content-Type', bytes ? 'application/octet-stream' : 'application/json');
  }
  if (options.ifMatch !== undefined) headers.set('If-Match', options.ifMatch);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.signal) init.signal = options.signal;
  if (options.body instanceof Blob) init.body = options.body;
  else if (options.body !== undefined) init.body = JSON.stringify(options.body);
  else if (method !== 'GET') init.body = '{}';

  const answer = await fetch(addressOf(path, options), init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

export function addressOf(path: string, options: Pick<RequestOptions, 'query' | 'dryRun'> = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  if (options.dryRun) query.set('dryRun', 'true');
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const requestId = answer.headers.get('X-Request-Id');
  const isProblem = answer.headers.get('Content-Type')?.includes('json') ?? false;
  if (isProblem) {
    const body: Partial<Problem> | null = await answer.json().catch(() => null);
    if (body?.code !== undefined) {
      return new ApiProblem({
        status: answer.status,
        code: body.code,
        title: body.title ?? 'The server refused this.',
        detail: body.detail ?? '',
        requestId: body.requestId ?? requestId,
        errors: body.errors,
      });
    }
  }
  return new ApiProblem({
    status: answer.status,
    code: 'unexpected_answer',
    title: 'The server gave an answer that cannot be read.',
    detail: 'Try again; if it stays, give your administrator the request id.',
    requestId,
  });
}
