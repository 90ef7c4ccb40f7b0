import { type ProblemCode, problems } from '@latchkey/contract';

export interface ProblemPlace {
  /** RFC 6901 pointer into the request body; null: the whole request. */
  readonly pointer: string | null;
  readonly code: string;
  readonly detail: string;
  readonly subject: string | null;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A failure to be told to the caller, by its code from the one list. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly places: readonly ProblemPlace[];
  readonly values: Readonly<Record<string, string | number>>;

  constructor(
    code: ProblemCode,
    options: { places?: readonly ProblemPlace[]; values?: Record<string, string | number> } = {},
  ) {
    super(problems[code].title);
    this.name = 'ProblemError';
    this.code = code;
    this.places = options.places ?? [];
    this.values = options.values ?? {};
  }
}
