import { ProblemError } from '../../../http/problem.ts';

/** The whole file is refused: why, in words, and where. */
export function unreadableTable(
  detail: string,
  code: 'file_unreadable' | 'file_too_large' = 'file_unreadable',
): ProblemError {
  return new ProblemError(code, {
    places: [{ pointer: null, code, detail, subject: null, values: {} }],
  });
}
