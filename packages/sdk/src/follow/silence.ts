/** Gives a connection up when nothing comes over it for too long. */
export class Silence {
  readonly #mostMs: number;
  readonly #end = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(mostMs: number) {
    this.#mostMs = mostMs;
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  readonly heard = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end.abort(), this.#mostMs);
  };

  end(): void {
    clearTimeout(this.#timer);
  }
}
