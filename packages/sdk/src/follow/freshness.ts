/**
 * How old is what is known? Two clocks are read, for each can be deceived: the wall clock goes on while the process
 * is paused, the steady one (a timer) when the wall clock is set back.
 */
export class Freshness {
  readonly #boundMs: number;
  readonly #onExpired: () => void;
  #reachedAt = Number.NEGATIVE_INFINITY;
  #reachedSteadily = Number.NEGATIVE_INFINITY;
  #expired = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(boundMs: number, onExpired: () => void) {
    this.#boundMs = boundMs;
    this.#onExpired = onExpired;
  }

  /** What is known was all there is to know, this long ago. */
  reached(ageMs: number): void {
    const [at, steadily] = [Date.now() - ageMs, performance.now() - ageMs];
    if (steadily < this.#reachedSteadily) return;
    this.#reachedAt = at;
    this.#reachedSteadily = steadily;
    clearTimeout(this.#timer);
    this.#expired = ageMs > this.#boundMs;
    if (!this.#expired) this.#timer = setTimeout(() => this.#expire(), this.#boundMs - ageMs);
  }

  isWithin(now: number): boolean {
    if (this.#expired) return false;
    if (now - this.#reachedAt <= this.#boundMs) return true;
    this.#expire();
    return false;
  }

  lagMs(): number {
    return Math.max(Date.now() - this.#reachedAt, performance.now() - this.#reachedSteadily);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#reachedAt = Number.NEGATIVE_INFINITY;
    this.#reachedSteadily = Number.NEGATIVE_INFINITY;
  }

  #expire(): void {
    if (this.#expired) return;
    this.#expired = true;
    clearTimeout(this.#timer);
    this.#onExpired();
  }
}
