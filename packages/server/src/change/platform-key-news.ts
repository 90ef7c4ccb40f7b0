import { type Moment, msSince } from './moment.ts';

/**
 * Whether a platform key was made or revoked, as far as this process knows: by the version that it reads with the heads,
 * and by what happens here.
 */
export class PlatformKeyNews {
  readonly #countsForMs: number;
  #version: string | null = null;
  #reachedAt: Moment | null = null;
  #turn = 0;

  constructor(countsForMs: number) {
    this.#countsForMs = countsForMs;
  }

  /** Another one with everything that happens to a platform key. INVARIANT: it only grows, so nothing forgotten counts again. */
  get turn(): number {
    return this.#turn;
  }

  /** The same, or null while it is too long ago that the database was heard of to know. */
  get knownTurn(): number | null {
    const isKnown = this.#reachedAt !== null && msSince(this.#reachedAt) <= this.#countsForMs;
    return isKnown ? this.#turn : null;
  }

  /** Says that this process has made or revoked one. */
  happened(): void {
    this.#turn++;
  }

  /** Everything that was committed at that moment is included in this version. */
  read(version: string, at: Moment): void {
    if (version !== this.#version) this.#turn++;
    this.#version = version;
    this.#reachedAt = at;
  }
}
