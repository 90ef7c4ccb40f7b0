/** A copy with room for at least so many words, and for half as many again. */
export function grown(words: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(Math.ceil(needed * 1.5));
  copy.set(words);
  return copy;
}
