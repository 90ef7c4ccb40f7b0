/** Every setting that is wrong, at once, each with what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The settings are not complete:', ...problems.map((line) => `  • ${line}`)].join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
