import type { ModelProblem } from './model.ts';

/** A definition that cannot be used; carries every problem found, not only the first. */
export class AccessModelError extends Error {
  override readonly name = 'AccessModelError';
  readonly problems: readonly ModelProblem[];

  constructor(problems: readonly ModelProblem[]) {
    super(
      `The access model has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}:\n` +
        problems.map((problem) => `- ${problem.path}: ${problem.message}`).join('\n'),
    );
    this.problems = problems;
  }
}
