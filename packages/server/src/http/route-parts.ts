import { type ProblemCode, problem, problems } from '@latchkey/contract';
import type { z } from 'zod';

/** A JSON body that must be there. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

/** An answer in JSON. */
export const jsonAnswer = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

export const noContent = (description: string) => ({ description });

type Documented = Record<
  number,
  { description: string; content: { 'application/problem+json': { schema: typeof problem } } }
>;

/**
 * The problems a route may answer, for the documentation. Handlers throw them and never return them,
 * so they are kept out of the type of what a handler returns.
 */
export function problemAnswers(...codes: ProblemCode[]): object {
  const byStatus: Documented = {};
  for (const code of ['malformed_request', ...codes, 'internal'] as const) {
    const { status, title } = problems[code];
    const line = `\`${code}\`: ${title}`;
    const present = byStatus[status];
    byStatus[status] = {
      description: present ? `${present.description}\n${line}` : line,
      content: { 'application/problem+json': { schema: problem } },
    };
  }
  return byStatus;
}
