import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shopOrganization } from '../../test/shop-organization.ts';
import { decodeSnapshot, encodeSnapshot } from './encode-snapshot.ts';
import { SnapshotFormatError } from './snapshot-bytes.ts';

test('bytes with one bit turned are refused', () => {
  const bytes = encodeSnapshot(shopOrganization().snapshot);
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const damaged = bytes.slice();
      damaged[bit >>> 3] = (damaged[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeSnapshot(damaged)).toThrow(SnapshotFormatError);
    }),
  );
});

test('bytes that are cut short, longer or something else are refused', () => {
  const bytes = encodeSnapshot(shopOrganization().snapshot);
  const longer = new Uint8Array(bytes.length + 4);
  longer.set(bytes);
  const others = [bytes.slice(0, -4), longer, new Uint8Array(0), new TextEncoder().encode('{}')];
  for (const other of others) expect(() => decodeSnapshot(other)).toThrow(SnapshotFormatError);
});
