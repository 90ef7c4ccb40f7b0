import type { BenchQuestion } from '../organization/make-questions.ts';

/** Sends one request that is ready to go, and gives what was answered: decisions in order, or the ids of a list. */
export type Ask = () => Promise<readonly unknown[]>;

/** An engine behind a port: how it is asked, and the process whose CPU is counted. */
export interface Answering extends AsyncDisposable {
  readonly pid: number;
  readonly single?: (question: BenchQuestion) => Ask;
  /** The same person and permission at many places. */
  readonly batch?: (questions: readonly BenchQuestion[]) => Ask;
  /** Many people's questions. */
  readonly mixedBatch?: (questions: readonly BenchQuestion[]) => Ask;
  /** The first page of the places where the person holds the permission. */
  readonly places?: (question: BenchQuestion) => Ask;
  /** The first page of the people who hold the permission at the place. */
  readonly people?: (question: BenchQuestion) => Ask;
}

export const pageSize = 50;
