import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings from the environment and gathers what is wrong with them instead of stopping at the first. */
export class SettingsReader {
  readonly problems: string[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The value, from `NAME` or from the file that `NAME_FILE` names; null when neither is set. */
  find(name: string): string | null {
    const value = this.#environment[name]?.trim();
    const file = this.#environment[`${name}_FILE`];
    if (value && file) {
      this.problems.push(`Both ${name} and ${name}_FILE are set. Keep one of them.`);
    }
    if (value) return value;
    return file ? this.#readFile(name, file) : null;
  }

  /** The value as `read` understands it; `read` answers undefined for what it does not understand. */
  parse<Value>(
    name: string,
    fallback: Value,
    read: (value: string) => Value | undefined,
    remedy: string,
  ): Value {
    const value = this.find(name);
    if (value === null) return fallback;
    const parsed = read(value);
    if (parsed !== undefined) return parsed;
    this.problems.push(`${name} is not usable. ${remedy}`);
    return fallback;
  }

  require(name: string, remedy: string): void {
    if (this.find(name) === null) this.problems.push(`${name} is missing. ${remedy}`);
  }

  #readFile(name: string, file: string): string | null {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      this.problems.push(`${name}_FILE names \`${file}\`, which cannot be read. Correct the path.`);
      return null;
    }
  }
}
