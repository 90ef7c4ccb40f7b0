/** A copy with room for at least so many words, and for an eighth more. */
export function grown(words: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(needed + Math.max(16, needed >>> 3));
  copy.set(words);
  return copy;
}
