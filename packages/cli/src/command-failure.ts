import type { ExitCode } from './exit-codes.ts';

/** A failure that a command knows how to name. */
export class CommandFailure extends Error {
  readonly exit: ExitCode;

  constructor(exit: ExitCode, message: string) {
    super(message);
    this.name = 'CommandFailure';
    this.exit = exit;
  }
}
