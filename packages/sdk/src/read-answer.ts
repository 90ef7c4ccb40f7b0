import type { EvaluationAnswer, Session } from '@latchkey/contract';
import { LatchkeyError } from './latchkey-error.ts';

/** Anything but a boolean decision is a failure, never a yes. */
export function readEvaluation(answer: unknown): EvaluationAnswer {
  if (!isRecord(answer) || typeof answer['decision'] !== 'boolean') throw unreadable();
  const context = answer['context'];
  return { decision: answer['decision'], ...(isRecord(context) ? { context } : {}) };
}

export function readEvaluations(answer: unknown): EvaluationAnswer[] {
  if (!isRecord(answer) || !Array.isArray(answer['evaluations'])) throw unreadable();
  return answer['evaluations'].map(readEvaluation);
}

/** A page of an action search: the permissions on it, and the token of the next page, empty at the end. */
export function readActions(answer: unknown): { names: string[]; nextToken: string } {
  if (!isRecord(answer) || !Array.isArray(answer['results'])) throw unreadable();
  const names = answer['results'].map((result: unknown) => {
    const name = isRecord(result) ? result['name'] : null;
    if (typeof name !== 'string') throw unreadable();
    return name;
  });
  const page = answer['page'];
  const token = isRecord(page) ? page['next_token'] : null;
  return { names, nextToken: typeof token === 'string' ? token : '' };
}

/** Checks what access rests on, the organization and the ids; the rest is taken as the contract says. */
export function readSession(answer: unknown): Session {
  const [organization, member] = isRecord(answer) ? [answer['organization'], answer['member']] : [];
  if (!isRecord(answer) || !isRecord(organization) || !isRecord(member)) throw unreadable();
  const ids = [organization['id'], member['id'], answer['userId']];
  if (!ids.every((id) => typeof id === 'string' && id !== '')) throw unreadable();
  // The ids were just read; `unknown` in between because a record says nothing about the other fields.
  return answer as unknown as Session;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unreadable = () =>
  new LatchkeyError('unreadable_answer', 'Latchkey answered something that cannot be understood.');
