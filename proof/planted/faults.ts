/** One wrong line, as somebody might write it. */
export interface Fault {
  readonly name: string;
  /** Within the engine's sources. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}
export const faults: readonly Fault[] = [];
