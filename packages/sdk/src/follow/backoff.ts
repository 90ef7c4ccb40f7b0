const firstMs = 250;
const mostMs = 10_000;

/** How long to wait before the next try: up to twice as long each time, and never all modules at once. */
export class Backoff {
  #tries = 0;

  next(): number {
    const limit = Math.min(mostMs, firstMs * 2 ** this.#tries);
    this.#tries += 1;
    return limit * (0.5 + Math.random() / 2);
  }

  reset(): void {
    this.#tries = 0;
  }
}
