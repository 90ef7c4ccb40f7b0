import { atOnce, type Steps } from '../steps.ts';

/** The bytes are no snapshot, of another version of the format, or damaged. */
export class SnapshotFormatError extends Error {
  override readonly name = 'SnapshotFormatError';
}

/** A part that is text and arrays of words beside it. */
interface SnapshotParts {
  readonly text: unknown;
  readonly words: readonly Uint32Array<ArrayBuffer>[];
}

/** The same before it is bytes: the text in pieces that are JSON together. */
export interface PartsToWrite {
  readonly text: Iterable<string>;
  readonly words: readonly Uint32Array<ArrayBuffer>[];
}

// "LKS" and the version; read the other way round on a machine that keeps its bytes so.
const mark = 0x4c4b5301;
const headWords = 4;
const wordsAtOnce = 1_000_000;

/**
 * Words only, in the machine's order: mark, checksum of all that follows, length of the text in bytes, number of
 * arrays; the length of each array; the text as UTF-8, filled up to a word; the arrays.
 */
export function* writingParts({ text, words }: PartsToWrite): Steps<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let textBytes = 0;
  for (const piece of text) {
    const utf8 = encoder.encode(piece);
    pieces.push(utf8);
    textBytes += utf8.length;
    yield;
  }
  const textWords = Math.ceil(textBytes / 4);
  const length = words.reduce((sum, array) => sum + array.length, 0);
  const all = new Uint32Array(headWords + words.length + textWords + length);
  all[0] = mark;
  all[2] = textBytes;
  all[3] = words.length;
  all.set(
    words.map((array) => array.length),
    headWords,
  );
  const bytes = new Uint8Array(all.buffer);
  let at = headWords + words.length;
  let byteAt = at * 4;
  for (const piece of pieces) {
    bytes.set(piece, byteAt);
    byteAt += piece.length;
  }
  at += textWords;
  for (const array of words) {
    yield;
    all.set(array, at);
    at += array.length;
  }
  all[1] = yield* summing(all);
  return bytes;
}

/** Checks mark, lengths and checksum before anything is read; the text is as it was written. */
export function readParts(bytes: Uint8Array): SnapshotParts {
  if (bytes.length % 4 !== 0 || bytes.length < headWords * 4) throw damaged();
  const all = new Uint32Array(bytes.slice().buffer);
  if (all[0] !== mark) {
    throw new SnapshotFormatError('These bytes are no snapshot of this version.');
  }
  if (all[1] !== atOnce(summing(all))) throw damaged();
  const textBytes = all[2] ?? 0;
  const count = all[3] ?? 0;
  const textAt = headWords + count;
  let at = textAt + Math.ceil(textBytes / 4);
  const words: Uint32Array<ArrayBuffer>[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = all[headWords + index] ?? 0;
    words.push(all.slice(at, at + length));
    at += length;
  }
  if (at !== all.length) throw damaged();
  const text = new TextDecoder('utf-8', { fatal: true }).decode(
    new Uint8Array(all.buffer, textAt * 4, textBytes),
  );
  return { text: JSON.parse(text), words };
}

const damaged = () => new SnapshotFormatError('These bytes are no whole snapshot.');

/** Of every word after the checksum itself: finds damage, proves no origin. FNV-1a over words, in four strands. */
function* summing(words: Uint32Array): Steps<number> {
  let a = 0x811c9dc5;
  let b = 0x811c9dc6;
  let c = 0x811c9dc7;
  let d = 0x811c9dc8;
  let index = 2;
  while (index + 3 < words.length) {
    const until = Math.min(words.length - 3, index + wordsAtOnce);
    for (; index < until; index += 4) {
      a = Math.imul(a ^ (words[index] ?? 0), 0x01000193);
      b = Math.imul(b ^ (words[index + 1] ?? 0), 0x01000193);
      c = Math.imul(c ^ (words[index + 2] ?? 0), 0x01000193);
      d = Math.imul(d ^ (words[index + 3] ?? 0), 0x01000193);
    }
    yield;
  }
  for (; index < words.length; index += 1) a = Math.imul(a ^ (words[index] ?? 0), 0x01000193);
  return (a ^ (b << 7) ^ (b >>> 25) ^ (c << 14) ^ (c >>> 18) ^ (d << 21) ^ (d >>> 11)) >>> 0;
}
