import { decodeSnapshot, encodeSnapshot } from '../../src/snapshot/encode-snapshot.ts';
import { SnapshotFormatError } from '../../src/snapshot/snapshot-bytes.ts';
import type { Chance } from '../chance.ts';
import { type Property, same } from './property.ts';

export const damage: readonly Property[] = [
  {
    name: 'bytes that were damaged, cut or added to are refused wherever it happened, never read as another organization',
    holds: ({ snapshot, tables, holdsLists }, chance, effort) => {
      if (!holdsLists) return;
      const bytes = encodeSnapshot(snapshot);
      same(decodeSnapshot(bytes).organizationId, tables.id, () => 'the organization of the bytes');
      const parts = partsOf(bytes).filter(([start, end]) => start < end);
      const last = [bytes.length - 4, bytes.length] as const;
      for (const [start, end] of [last, ...chance.shuffled(parts).slice(0, 2 * effort)]) {
        const at = start + chance.below(end - start);
        for (const [how, wrong] of Object.entries(damagedAt(bytes, at, chance))) {
          same(isRefused(wrong), true, () => ({ how, at, of: bytes.length, part: [start, end] }));
        }
      }
      for (const [how, wrong] of Object.entries(ofOtherLength(bytes, chance))) {
        same(isRefused(wrong), true, () => ({ how, of: bytes.length, now: wrong.length }));
      }
    },
  },
];

function isRefused(bytes: Uint8Array): boolean {
  try {
    decodeSnapshot(bytes);
    return false;
  } catch (error) {
    return error instanceof SnapshotFormatError;
  }
}

/** Where each part begins and ends: each word of the head, the lengths, the text, each array. */
function partsOf(bytes: Uint8Array<ArrayBuffer>): [start: number, end: number][] {
  const words = new Uint32Array(bytes.buffer);
  const [, , textBytes = 0, arrays = 0] = words;
  const lengths = [...words.subarray(4, 4 + arrays)].map((length) => length * 4);
  const parts: [number, number][] = [];
  let at = 0;
  for (const length of [4, 4, 4, 4, arrays * 4, Math.ceil(textBytes / 4) * 4, ...lengths]) {
    parts.push([at, at + length]);
    at += length;
  }
  return parts;
}

function damagedAt(bytes: Uint8Array<ArrayBuffer>, at: number, chance: Chance) {
  const turned = bytes.slice();
  turned[at] = (turned[at] ?? 0) ^ (1 << chance.below(8));
  const replaced = bytes.slice();
  const other = chance.below(255);
  replaced[at] = other < (bytes[at] ?? 0) ? other : other + 1;
  return { turned, replaced, cut: bytes.slice(0, at) };
}

function ofOtherLength(bytes: Uint8Array<ArrayBuffer>, chance: Chance) {
  const at = 4 * chance.below(bytes.length / 4);
  const more = chance.times(1 + chance.below(8), () => chance.below(256));
  return {
    'cut by a few bytes': bytes.slice(0, bytes.length - 1 - chance.below(8)),
    'without a word': new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 4)]),
    longer: new Uint8Array([...bytes, ...more]),
    'filled up with nothing': new Uint8Array([...bytes, 0, 0, 0, 0]),
  };
}
