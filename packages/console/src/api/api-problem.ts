import type { Problem } from '@latchkey/contract';

export type ProblemPlace = NonNullable<Problem['errors']>[number];

/** A failure that the server told, or that kept the server from answering. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly errors: readonly ProblemPlace[];
  readonly requestId: string | null;

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    requestId: string | null;
    errors?: readonly ProblemPlace[] | undefined;
  }) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.remedy = problem.detail;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }
}

export const unreachable = () =>
  new ApiProblem({
    status: 0,
    code: 'unreachable',
    title: 'The server cannot be reached.',
    detail: 'Look at your connection and try again.',
    requestId: null,
  });

/** Whatever was thrown, as a problem that can be shown. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    status: 0,
    code: 'console_failure',
    title: 'This page failed.',
    detail:
      error instanceof Error ? `Reload and try again. (${error.message})` : 'Reload and try again.',
    requestId: null,
  });
}
