import { grown } from './grown.ts';

/** A count and up to seven numbers: such a row lies in one line of cache, a record and its list in three. */
export const rowWords = 8;

/** Where each place of a snapshot lies, as decisions read it: its own number, those above it, the organization's last. */
export class Lineages {
  rows = new Uint32Array(rowWords * 16);

  /** One that is too long for a row has the count 0 here and is read from its record; so has a place that is gone. */
  put(ordinal: number, lineage: readonly number[]): void {
    const at = ordinal * rowWords;
    if (this.rows.length < at + rowWords) this.rows = grown(this.rows, at + rowWords);
    this.rows[at] = 0;
    if (lineage.length >= rowWords) return;
    this.rows.set(lineage, at + 1);
    this.rows[at] = lineage.length;
  }

  has(ordinal: number): boolean {
    return (this.rows[ordinal * rowWords] ?? 0) !== 0;
  }
}
