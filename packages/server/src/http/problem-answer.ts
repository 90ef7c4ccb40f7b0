import { type Problem, problems } from '@latchkey/contract';
import type { ProblemError } from './problem.ts';

/** The failure as RFC 9457 tells it. */
export function problemAnswer(error: ProblemError, requestId: string, publicUrl: string): Response {
  const { status, title, remedy } = problems[error.code];
  const body: Problem = {
    type: `${publicUrl}/problems/${error.code}`,
    title,
    status,
    code: error.code,
    detail: fill(remedy, error.values),
    requestId,
    ...(error.places.length > 0 && {
      errors: error.places.map(({ values, ...place }) => ({
        ...place,
        values: listsCopied(values),
      })),
    }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  const wait = error.values['retryAfterSeconds'];
  if (wait !== undefined) headers.set('retry-after', String(wait));
  // What is too large is not read to its end, so the connection carries no further request.
  if (status === 413) headers.set('connection', 'close');
  return new Response(JSON.stringify(body), { status, headers });
}

const fill = (text: string, values: ProblemError['values']) =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

const listsCopied = (values: ProblemError['places'][number]['values']) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? [...value] : value,
    ]),
  );
