import { grown } from './grown.ts';

/** The permissions that are off, by the number of the place where they are. */
export class OffWords {
  readonly at: Map<number, Uint32Array>;
  /** What has ever been off anywhere: whatever is not among it needs no look at any place. */
  private readonly bySome: Uint32Array;
  /** A bit for each place where something is off: a question asks about four, and finds hardly any in the map. */
  private marks: Uint32Array;

  constructor(wordCount: number, from?: OffWords) {
    this.at = new Map(from?.at);
    this.bySome = from?.bySome.slice() ?? new Uint32Array(wordCount);
    this.marks = from?.marks.slice() ?? new Uint32Array(0);
  }

  copy(): OffWords {
    return new OffWords(this.bySome.length, this);
  }

  /** Null forgets the place. */
  put(ordinal: number, words: Uint32Array | null): void {
    const word = ordinal >>> 5;
    const bit = 1 << (ordinal & 31);
    if (words === null) {
      this.at.delete(ordinal);
      if (word < this.marks.length) this.marks[word] = (this.marks[word] ?? 0) & ~bit;
      return;
    }
    this.at.set(ordinal, words);
    if (this.marks.length <= word) this.marks = grown(this.marks, word + 1);
    this.marks[word] = (this.marks[word] ?? 0) | bit;
    words.forEach((off, index) => {
      this.bySome[index] = (this.bySome[index] ?? 0) | off;
    });
  }

  isEverOff(word: number, asked: number): boolean {
    return ((this.bySome[word] ?? 0) & asked) !== 0;
  }

  /** One word of what is off at a place. */
  wordAt(ordinal: number, word: number): number {
    if (((this.marks[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) === 0) return 0;
    return this.at.get(ordinal)?.[word] ?? 0;
  }
}
