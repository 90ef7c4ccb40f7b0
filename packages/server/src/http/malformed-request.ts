import type { z } from 'zod';
import { ProblemError, type ProblemPlace } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, with a pointer for each bad place of a body and the field's name otherwise. */
export function malformedRequest(target: string, error: z.core.$ZodError): ProblemError {
  return new ProblemError('malformed_request', {
    places: error.issues.flatMap((issue) => placesOf(target, issue)),
  });
}

function placesOf(target: string, issue: Issue): ProblemPlace[] {
  const paths =
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...issue.path, key])
      : [issue.path];
  return paths.map((path) => ({
    pointer: target === 'json' ? pointerTo(path) : null,
    code: issue.code,
    detail:
      issue.code === 'unrecognized_keys' ? 'This field is not known.' : sentence(issue.message),
    subject: target === 'json' ? null : path.map(String).join('.'),
    values: {},
  }));
}

/** RFC 6901. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const sentence = (message: string) => (message.endsWith('.') ? message : `${message}.`);
