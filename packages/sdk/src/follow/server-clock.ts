/**
 * The server's clock as seen over one connection. What arrives may have waited in a buffer while this process was
 * paused; it is never older than this says, for the first thing said was said after the connection was asked for.
 */
export class ServerClock {
  readonly #askedAt: number;
  #firstAt: number | null = null;
  #skewMs: number | null = null;
  #heads = 0;

  /** `askedAt`: when the connection was asked for, as `performance.now()` counts. */
  constructor(askedAt: number) {
    this.#askedAt = askedAt;
  }

  /** How long ago, at most, the server said what it stamped with this instant of its own clock. */
  ageMs(at: number): number {
    this.#firstAt ??= at;
    this.#heads += 1;
    const ageMs = Math.max(0, performance.now() - this.#askedAt - (at - this.#firstAt));
    this.#skewMs = Date.now() - ageMs - at;
    return ageMs;
  }

  /** How far this process's clock is ahead of the server's; null before anything was said. */
  get skewMs(): number | null {
    return this.#skewMs;
  }

  get heads(): number {
    return this.#heads;
  }
}
