const fullChunk = 512;

type Compare = (left: number, right: number) => number;

/** Numbers in the order of their ids: adding and taking out move one chunk, whatever the length. */
export class SortedList {
  private readonly chunks: number[][] = [];
  private readonly compare: Compare;
  private length = 0;

  constructor(compare: Compare) {
    this.compare = compare;
  }

  get size(): number {
    return this.length;
  }

  add(value: number): void {
    const newest = this.chunks.at(-1);
    const last = newest?.at(-1);
    // Rows come from the database in the order of their ids.
    if (
      newest &&
      last !== undefined &&
      newest.length < fullChunk &&
      this.compare(last, value) < 0
    ) {
      newest.push(value);
      this.length += 1;
      return;
    }
    const index = this.chunkFor((last) => this.compare(last, value) >= 0);
    const chunk = this.chunks[index] ?? this.chunks.at(-1);
    if (chunk === undefined) {
      this.chunks.push([value]);
      this.length = 1;
      return;
    }
    const at = positionIn(chunk, (item) => this.compare(item, value) >= 0);
    if (chunk[at] === value) return;
    chunk.splice(at, 0, value);
    this.length += 1;
    if (chunk.length > fullChunk) {
      // A list that only grows at its end keeps its chunks full.
      const isLast = chunk === this.chunks.at(-1);
      const rest = chunk.splice(isLast && at === fullChunk ? fullChunk : fullChunk >> 1);
      this.chunks.splice(this.chunks.indexOf(chunk) + 1, 0, rest);
    }
  }

  remove(value: number): void {
    const index = this.chunkFor((last) => this.compare(last, value) >= 0);
    const chunk = this.chunks[index];
    if (chunk === undefined) return;
    const at = positionIn(chunk, (item) => this.compare(item, value) >= 0);
    if (chunk[at] !== value) return;
    chunk.splice(at, 1);
    this.length -= 1;
    if (chunk.length === 0) this.chunks.splice(index, 1);
  }

  /** Walks from the first for which `isBehind` holds; it holds for all that follow one for which it holds. */
  *from(isBehind: (value: number) => boolean): Generator<number> {
    let index = this.chunkFor(isBehind);
    let at = positionIn(this.chunks[index] ?? [], isBehind);
    for (; index < this.chunks.length; index += 1) {
      const chunk = this.chunks[index] ?? [];
      for (; at < chunk.length; at += 1) yield chunk[at] ?? 0;
      at = 0;
    }
  }

  /** The first chunk whose last number is there already; their count when none is. */
  private chunkFor(isThere: (last: number) => boolean): number {
    return positionIn(this.chunks, (chunk) => isThere(chunk.at(-1) ?? 0));
  }
}

/** The first position for whose item it holds, by halving. */
function positionIn<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
