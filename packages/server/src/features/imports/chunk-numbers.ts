import { importLimits } from '@latchkey/contract';

/** Hands good rows out to chunks, each applied in one transaction. */
export class ChunkNumbers {
  #chunk: number;
  #inChunk: number;
  #level = 0;

  /** Begins with what the last chunk holds already. */
  constructor(last: { readonly chunk: number; readonly rows: number } = { chunk: 1, rows: 0 }) {
    this.#chunk = last.chunk;
    this.#inChunk = last.rows;
  }

  /** A new chunk begins when one is full, or when what follows may lie in what it makes. */
  next(level = 0): number {
    if (this.#inChunk > 0 && (this.#inChunk >= importLimits.chunkRows || level !== this.#level)) {
      this.#chunk++;
      this.#inChunk = 0;
    }
    this.#level = level;
    this.#inChunk++;
    return this.#chunk;
  }
}
