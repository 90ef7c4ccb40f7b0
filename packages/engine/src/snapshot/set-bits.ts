import { grown } from './grown.ts';

/** The permissions of all sets by their numbers, words in a row: what a decision looks at first. */
export class SetBits {
  readonly wordCount: number;
  /** Closed under *implies*; none for a set that is gone. */
  held: Uint32Array;
  /** What the set's restrictions hide from its holders. */
  hidden: Uint32Array;

  constructor(wordCount: number, held = new Uint32Array(0), hidden = new Uint32Array(0)) {
    this.wordCount = wordCount;
    this.held = held;
    this.hidden = hidden;
  }

  copy(): SetBits {
    return new SetBits(this.wordCount, this.held.slice(), this.hidden.slice());
  }

  put(set: number, held: Uint32Array, hidden: Uint32Array): void {
    const needed = (set + 1) * this.wordCount;
    if (this.held.length < needed) {
      this.held = grown(this.held, needed);
      this.hidden = grown(this.hidden, needed);
    }
    this.held.set(held, set * this.wordCount);
    this.hidden.set(hidden, set * this.wordCount);
  }
}

export const hasBitAt = ({ held, wordCount }: SetBits, set: number, bit: number): boolean =>
  ((held[set * wordCount + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) !== 0;
