import { grown } from './grown.ts';

/** The permissions of all sets by their numbers, words in a row: what a decision looks at first. */
export class SetBits {
  readonly wordCount: number;
  /** Closed under *implies*; none for a set that is gone. */
  held: Uint32Array;
  /** What the set's restrictions hide from its holders. */
  hidden: Uint32Array;
  /** What any set has ever hidden: whatever is not among it needs no look at the sets that somebody holds. */
  readonly hiddenBySome: Uint32Array;

  constructor(wordCount: number, from?: SetBits) {
    this.wordCount = wordCount;
    this.held = from?.held.slice() ?? new Uint32Array(0);
    this.hidden = from?.hidden.slice() ?? new Uint32Array(0);
    this.hiddenBySome = from?.hiddenBySome.slice() ?? new Uint32Array(wordCount);
  }

  copy(): SetBits {
    return new SetBits(this.wordCount, this);
  }

  put(set: number, held: Uint32Array, hidden: Uint32Array): void {
    const needed = (set + 1) * this.wordCount;
    if (this.held.length < needed) {
      this.held = grown(this.held, needed);
      this.hidden = grown(this.hidden, needed);
    }
    this.held.set(held, set * this.wordCount);
    this.hidden.set(hidden, set * this.wordCount);
    for (let word = 0; word < this.wordCount; word += 1) {
      this.hiddenBySome[word] = (this.hiddenBySome[word] ?? 0) | (hidden[word] ?? 0);
    }
  }
}

export const hasBitAt = ({ held, wordCount }: SetBits, set: number, bit: number): boolean =>
  ((held[set * wordCount + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) !== 0;
