/** One task of a key at a time; whoever asks while it runs gets its outcome. */
export class SharedTasks<Key, Result> {
  readonly #running = new Map<Key, Promise<Result>>();

  run(key: Key, task: () => Promise<Result>): Promise<Result> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const started = task().finally(() => this.#running.delete(key));
    this.#running.set(key, started);
    return started;
  }
}
