/**
 * The server's clock as seen over one connection. What arrives may have waited in a buffer while this process was
 * paused, or told of a time before: it is never older than this says, for the connection was accepted after it was
 * asked for.
 */
export class ServerClock {
  readonly #askedAt: number;
  #acceptedAt: number | null;
  #skewMs: number | null = null;
  #heads = 0;

  /**
   * `askedAt`: when the connection was asked for, as `performance.now()` counts; `acceptedAt`: when it was accepted,
   * by the server's clock, or null where a proxy has lost that.
   */
  constructor(askedAt: number, acceptedAt: number | null) {
    this.#askedAt = askedAt;
    this.#acceptedAt = acceptedAt;
  }

  /** How long ago, at most, it was that instant of the server's clock. */
  ageMs(at: number): number {
    this.#acceptedAt ??= at;
    this.#heads += 1;
    const ageMs = Math.max(0, performance.now() - this.#askedAt - (at - this.#acceptedAt));
    // It took something between no time and all of its age to get here.
    const most = Date.now() - at;
    this.#skewMs = most < 0 ? most : Math.max(0, most - ageMs);
    return ageMs;
  }

  /** How far, at least, this process's clock is ahead of the server's; behind it, where negative. Null before anything was said. */
  get skewMs(): number | null {
    return this.#skewMs;
  }

  get heads(): number {
    return this.#heads;
  }
}
